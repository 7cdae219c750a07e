/** What teams owe one another. */
import type { Status, Text } from './text';

export type ContractRow = {
  id: string;
  what: string;
  provider: { id: string; title: string };
  consumer: { id: string; title: string };
  needed: string | null;
  promised: string | null;
  promise_count: number;
  confidence: string | null;
  escalates: string | null;
  delivered: string | null;
  delivers: string | null;
  needed_by_activity: string | null;
  asked: string | null;
  note: string;
  acceptance: string;
  status: Status;
  reason: Text;
  waiting_days: number | null;
  promises: { said: string; date: string }[];
  version: number;
};
