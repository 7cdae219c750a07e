import { useId } from 'react';
import type { InputHTMLAttributes, ReactNode, Ref, TextareaHTMLAttributes } from 'react';

type Wrap = { label: string; hint?: string; error?: string | null; hideLabel?: boolean };

type FrameProps = Wrap & { id: string; required?: boolean; children: ReactNode };

function Frame({ id, label, hint, error, required, hideLabel, children }: FrameProps) {
  return (
    <div className={`field ${error ? 'wrong' : ''}`}>
      <label htmlFor={id} className={hideLabel ? 'sr' : undefined}>
        {label}
        {required && <span aria-hidden="true"> *</span>}
      </label>
      {children}
      {hint && !error && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="wrong-text" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

const described = (id: string, { hint, error }: Wrap) => ({
  id,
  'aria-invalid': error ? true : undefined,
  'aria-describedby': error ? `${id}-error` : hint ? `${id}-hint` : undefined,
});

type TextProps = Wrap &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'list' | 'onChange' | 'value'> & {
    value: string;
    onValue: (value: string) => void;
    /** Suggestions; the reader may still type another value. */
    list?: readonly string[];
    ref?: Ref<HTMLInputElement>;
  };

/** One line of text. */
export function TextField({ label, hint, error, hideLabel, value, onValue, list, ...rest }: TextProps) {
  const id = useId();
  const wrap = { label, hint, error, hideLabel };
  return (
    <Frame id={id} required={rest.required} {...wrap}>
      <input
        className="input"
        type="text"
        autoComplete="off"
        value={value}
        onChange={(event) => onValue(event.target.value)}
        list={list ? `${id}-list` : undefined}
        {...rest}
        {...described(id, wrap)}
      />
      {list && (
        <datalist id={`${id}-list`}>
          {list.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </Frame>
  );
}

type DateProps = Wrap & { value: string; onValue: (value: string) => void; required?: boolean };

/** A calendar day, `YYYY-MM-DD` or empty; typed or picked. */
export function DateField({ value, onValue, required, ...wrap }: DateProps) {
  return (
    <TextField type="date" value={value} onValue={onValue} required={required} {...wrap} max="9999-12-31" />
  );
}

/** A number as typed; the form parses it when it is sent. */
export function NumberField({ inputMode = 'decimal', ...rest }: TextProps) {
  return <TextField inputMode={inputMode} className="input figures" {...rest} />;
}

type AreaProps = Wrap &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> & {
    value: string;
    onValue: (value: string) => void;
  };

export function TextArea({ label, hint, error, hideLabel, value, onValue, ...rest }: AreaProps) {
  const id = useId();
  const wrap = { label, hint, error, hideLabel };
  return (
    <Frame id={id} required={rest.required} {...wrap}>
      <textarea
        className="input area"
        rows={2}
        value={value}
        onChange={(event) => onValue(event.target.value)}
        {...rest}
        {...described(id, wrap)}
      />
    </Frame>
  );
}

type Option = { value: string; label: string };
type ChoiceProps = Wrap & {
  value: string;
  onValue: (value: string) => void;
  options: readonly Option[];
  disabled?: boolean;
};

export function ChoiceField({ value, onValue, options, disabled, ...wrap }: ChoiceProps) {
  const id = useId();
  return (
    <Frame id={id} {...wrap}>
      <select
        className="input"
        value={value}
        disabled={disabled}
        onChange={(event) => onValue(event.target.value)}
        {...described(id, wrap)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}
