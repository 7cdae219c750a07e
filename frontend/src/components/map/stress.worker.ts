/** Lays a map out off the main thread. */
import type { Graph, Place } from './shape';
import { laidOut } from './stress';

type Port = {
  onmessage: ((event: MessageEvent<Graph>) => void) | null;
  postMessage: (place: Place) => void;
};

const port = self as unknown as Port;
port.onmessage = ({ data }) => port.postMessage(laidOut(data));
