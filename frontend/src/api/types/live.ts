/** What others do to a program while it is open. */

export type Who = { id: string | null; name: string; initials: string };

export type Act = {
  revision: number;
  at: string;
  by: Who;
  /** Follows the name: "changed the duration of “Backfill”". */
  text: string;
  more: number;
  touched: { kind: string; ids: string[] }[];
};

export type Changes = { revision: number; whole: boolean; acts: Act[] };
