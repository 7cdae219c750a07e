/** A view that was kept of a page; `search` are the parameters of its address. */
export type SavedView = {
  id: number;
  version: number;
  page: string;
  name: string;
  body: { search?: string };
  /** Nobody else sees it. */
  mine: boolean;
  /** Shown first to whoever opens the page. */
  default: boolean;
};

export type ViewInput = { name: string; body: SavedView['body']; shared: boolean; default: boolean };
export type ViewChange = Partial<ViewInput> & { id: number; version?: number };

type Told<Output> = { onSuccess?: (output: Output) => void; onError?: (error: Error | null) => void };
type Verb<Input, Output> = {
  mutate: (input: Input, told?: Told<Output>) => void;
  error: Error | null;
  isPending: boolean;
};

/** The views of a page, null until they are there, and what can be done with them. */
export type ViewStore = {
  views: SavedView[] | null;
  save: Verb<ViewInput, SavedView>;
  change: Verb<ViewChange, SavedView>;
  remove: Verb<number, unknown>;
};
