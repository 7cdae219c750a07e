/** The part of a fact that is needed to write it down. */
export type Fact = {
  label: string;
  value: string | number | null;
  unit: string;
  formula: string;
  as_of: string | null;
  interval: [number | string, number | string] | null;
};
