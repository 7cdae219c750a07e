type Option<T extends string> = { value: T; label: string };
type Props<T extends string> = {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onValue: (value: T) => void;
  /** Why nobody here may choose another: then only the chosen one is told, and the reason stands on each. */
  fixed?: string;
};

/** A few exclusive views of the same thing. */
export function Segmented<T extends string>({ label, value, options, onValue, fixed }: Props<T>) {
  return (
    <div className="seg" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          type="button"
          key={option.value}
          aria-pressed={option.value === value}
          disabled={fixed !== undefined}
          title={fixed}
          onClick={() => onValue(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
