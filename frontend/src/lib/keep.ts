/** What was made, and what it was made of. */
type Made = { of: readonly unknown[]; value: unknown };
export type Keep = <T>(name: string, of: readonly unknown[], make: () => T) => T;

/** Makes a value anew only where something that it is made of is another than last time. */
export function keeper(): Keep {
  const kept = new Map<string, Made>();
  return <T>(name: string, of: readonly unknown[], make: () => T): T => {
    const last = kept.get(name);
    if (last?.of.length === of.length && of.every((each, at) => Object.is(each, last.of[at]))) {
      return last.value as T;
    }
    const value = make();
    kept.set(name, { of, value });
    return value;
  };
}
