import { useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import { isTyping, underDialog } from '@/lib/shortcuts';
import { roomHref, rooms } from './rooms';

/** How long the letter of a room may follow G, in milliseconds. */
const PATIENCE = 1500;

const bare = (event: KeyboardEvent) => !event.ctrlKey && !event.metaKey && !event.altKey;

/** G and then a room's letter opens the room, wherever the page itself has no use for G. */
export function useRoomKeys(enabled: boolean): void {
  const navigate = useNavigate();
  const { program } = useParams();
  useEffect(() => {
    if (!enabled || program === undefined) return;
    let until = 0;
    const onLeader = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !bare(event) || isTyping(event.target) || underDialog()) return;
      if (event.key.toLowerCase() === 'g') until = event.timeStamp + PATIENCE;
    };
    // Heard before the page, so that the letter after G never does what it does alone.
    const onLetter = (event: KeyboardEvent) => {
      const waiting = event.timeStamp <= until;
      until = 0;
      if (!waiting || !bare(event)) return;
      const room = rooms.find((each) => each.key.toLowerCase() === event.key.toLowerCase());
      if (room === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      void navigate(roomHref(program, room.path));
    };
    window.addEventListener('keydown', onLetter, true);
    window.addEventListener('keydown', onLeader);
    return () => {
      window.removeEventListener('keydown', onLetter, true);
      window.removeEventListener('keydown', onLeader);
    };
  }, [enabled, navigate, program]);
}
