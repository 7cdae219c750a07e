/** Where and when the reader is told of their inbox. */

export type Telling = {
  digest: 'off' | 'daily' | 'weekly';
  hour: number;
  weekday: number;
  zone: string;
  immediate: boolean;
  quiet_from: number | null;
  quiet_to: number | null;
};

export type Channel = {
  id: number;
  shown: string;
  email: boolean;
  created: string;
  state: 'waiting' | 'sent' | 'failed' | null;
  at: string | null;
  reason: string;
};

export type Notifications = Telling & {
  channels: Channel[];
  available: boolean;
  email: boolean;
  schemes: string[];
};
