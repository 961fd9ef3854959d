import { threadRoomBytes, threadRooms } from './layout';

let room: usize = threadRooms;

/** Tells this thread which of the rooms is its own. */
export function takeRoom(thread: i32): void {
  room = threadRooms + <usize>thread * threadRoomBytes;
}

/** Memory that no other thread writes to; what stands in it is forgotten between items. */
export function ownRoom(): usize {
  return room;
}
