import type { Query, QueryClient } from '@tanstack/react-query';

type Old = (query: Query) => boolean;

/** What a reader of the plan waits for. */
const first = ({ queryKey }: Query): boolean => queryKey[2] === 'plan';

/**
 * Loads again what became old, the plan before the rest: a server that makes ten answers at once makes none of them soon.
 * News that come meanwhile wait their turn, so that a plan on its way is not begun anew with each of them.
 */
export class Renewal {
  private news: Old[] = [];
  private running = false;

  constructor(private readonly client: QueryClient) {}

  async add(old: Old): Promise<void> {
    void this.client.invalidateQueries({ predicate: old, refetchType: 'none' });
    this.news.push(old);
    if (this.running) return;
    this.running = true;
    while (this.news.length > 0) {
      const news = this.news;
      this.news = [];
      const concerned: Old = (query) => news.some((each) => each(query));
      const ask = (predicate: Old) => this.client.refetchQueries({ type: 'active', predicate });
      await ask((query) => first(query) && concerned(query));
      void ask((query) => !first(query) && concerned(query));
    }
    this.running = false;
  }
}
