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

/** Which forecast: the number of its run, 0 for none, and whether what moves the final milestone was found too. */
export type ForecastMark = { run: number; explained: boolean };

export type Changes = { revision: number; forecast: ForecastMark; whole: boolean; acts: Act[] };
