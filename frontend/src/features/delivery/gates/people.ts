/** Somebody of the plan who can own or decide. */
export type Person = { id: string; name: string };
export const options = (people: readonly Person[], none: string) => [
  { value: '', label: none },
  ...people.map(({ id, name }) => ({ value: id, label: name })),
];
