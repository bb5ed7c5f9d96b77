/** Where the files of recordings lie in the storage. */
export const recordingKey = (recordingId: string): string => `recordings/${recordingId}`;
export const partKey = (recordingId: string, part: number): string => `${recordingKey(recordingId)}/${part}`;
export const fileKey = (recordingId: string, part: number, rendition: number, file: string): string => `${partKey(recordingId, part)}/${rendition}/${file}`;
/** A file that somebody uploaded, until it is converted. */
export const uploadKey = (recordingId: string): string => `uploads/${recordingId}`;
