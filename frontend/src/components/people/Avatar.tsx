import type { Person } from '@/api/types';

type Props = {
  person: Pick<Person, 'name' | 'initials'> & Partial<Pick<Person, 'external'>>;
  size?: number;
};

/** Initials; a dashed ring says external. */
export function Avatar({ person, size }: Props) {
  const { name } = person;
  return (
    <span
      className={`av ${person.external ? 'ext' : ''}`}
      role="img"
      aria-label={name}
      title={name}
      style={size === undefined ? undefined : { width: size, height: size }}
    >
      {person.initials}
    </span>
  );
}
