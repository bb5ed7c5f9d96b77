import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { MeContext, session } from '../api/session';
import { signInAddress } from './access';

/** The gate in front of every page of a person; closes by itself when the session ends. */
export function SignedIn() {
  const { data: me } = useSuspenseQuery(session);
  const location = useLocation();
  const guest = Boolean(me?.guestOfLectureId);
  const [wasGuest, setWasGuest] = useState(guest);
  if (me && guest !== wasGuest) setWasGuest(guest);
  if (!me) return <Navigate to={signInAddress(location)} state={{ ended: wasGuest ? 'guest' : 'person' }} replace />;
  return (
    <MeContext value={me}>
      <Outlet />
    </MeContext>
  );
}
