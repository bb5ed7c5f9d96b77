import { redirect, type LoaderFunctionArgs } from 'react-router';
import { queryClient } from '../api/query';
import { session } from '../api/session';

/** The sign-in page, with the way back. */
export function signInAddress(from: { pathname: string; search: string }): string {
  const next = `${from.pathname}${from.search}`;
  return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}

/** Where to go after signing in: an address of our own or the first page, never another site. */
export function nextAddress(search: URLSearchParams): string {
  const next = search.get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}

/** Loader of everything behind the sign-in. */
export async function requireSession({ request }: LoaderFunctionArgs) {
  const me = await queryClient.ensureQueryData(session);
  if (!me) throw redirect(signInAddress(new URL(request.url)));
  return null;
}

/** Loader of the frame with the rail: a guest sees the classroom of one lecture only. */
export async function requireMember(args: LoaderFunctionArgs) {
  await requireSession(args);
  const lectureId = queryClient.getQueryData(session.queryKey)?.guestOfLectureId;
  if (lectureId) throw redirect(`/lectures/${lectureId}/classroom`);
  return null;
}

/** Loader of the sign-in pages: who is signed in already goes on. */
export async function leaveIfSignedIn({ request }: LoaderFunctionArgs) {
  const me = await queryClient.ensureQueryData(session);
  if (me) throw redirect(nextAddress(new URL(request.url).searchParams));
  return null;
}
