import { api } from '../../api/client';

/** The classroom's calls over HTTP. All throw AppError. */
const room = '/api/lectures/{lectureId}/classroom' as const;

const inside = (lectureId: string) => ({ params: { path: { lectureId } } });

function given<Data>({ data }: { data?: Data }): Data {
  if (data === undefined) throw new Error('an answer without a body');
  return data;
}

export const readClassroom = async (lectureId: string) => given(await api.GET(room, inside(lectureId)));

/** Messages after or before a number, in the server's order. */
export const readChat = async (lectureId: string, query: { before?: number; after?: number }) =>
  given(await api.GET(`${room}/chat`, { params: { path: { lectureId }, query } }));

/** Where the media server is; asking is no entering. */
export const askMediaAddress = async (lectureId: string) => given(await api.GET(`${room}/media`, inside(lectureId))).url;

/** Address and key of the media room for this device, for now. The page says, before one joins, that the lecture is recorded. */
export const askMediaToken = async (lectureId: string, deviceId: string) =>
  given(await api.POST(`${room}/token`, { ...inside(lectureId), body: { deviceId, agreesToRecording: true } }));

export const startLecture = (lectureId: string) => api.POST(`${room}/start`, inside(lectureId));
export const beginBreak = (lectureId: string) => api.POST(`${room}/break`, inside(lectureId));
export const endBreak = (lectureId: string) => api.POST(`${room}/resume`, inside(lectureId));
export const endLecture = (lectureId: string) => api.POST(`${room}/end`, inside(lectureId));

/** Turns off what one person sends, or everybody's where `personId` is null; they may turn it on again. */
export const mute = (lectureId: string, personId: string | null, source: 'microphone' | 'camera' | 'screen' = 'microphone') =>
  api.POST(`${room}/mute`, { ...inside(lectureId), body: { personId, source } });

export const removePerson = (lectureId: string, personId: string) => api.POST(`${room}/removals`, { ...inside(lectureId), body: { personId } });
export const readmitPerson = (lectureId: string, personId: string) => api.DELETE(`${room}/removals/{personId}`, { params: { path: { lectureId, personId } } });
