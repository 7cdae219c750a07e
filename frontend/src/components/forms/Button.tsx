import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon } from '@/components/icons/Icon';
import type { IconName } from '@/components/icons/paths';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  primary?: boolean;
  small?: boolean;
  ghost?: boolean;
  danger?: boolean;
  icon?: IconName;
  /** While the verb runs: the button keeps its width and says what it does. */
  busy?: string | null;
  ref?: Ref<HTMLButtonElement>;
};

export function Button(props: ButtonProps) {
  const { primary, small, ghost, danger, icon, busy, children, className = '', disabled, ...rest } = props;
  const flags = [primary && 'pri', small && 'sm', ghost && 'ghost', danger && 'danger', className].filter(
    Boolean,
  );
  return (
    <button
      type="button"
      className={`btn ${flags.join(' ')}`}
      disabled={(disabled ?? false) || Boolean(busy)}
      {...rest}
    >
      {icon && <Icon name={icon} small />}
      {busy ? (
        <span className="busy">
          <span aria-hidden="true">{children}</span>
          <span>{busy}</span>
        </span>
      ) : (
        children
      )}
    </button>
  );
}

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> & {
  icon: IconName;
  label: string;
  shortcut?: string;
  ref?: Ref<HTMLButtonElement>;
};

export function IconButton({ icon, label, shortcut, className = '', ...rest }: IconButtonProps) {
  const title = shortcut ? `${label} (${shortcut})` : label;
  return (
    <button type="button" className={`iconbtn ${className}`} aria-label={label} title={title} {...rest}>
      <Icon name={icon} />
    </button>
  );
}

export const Kbd = ({ children }: { children: ReactNode }) => <kbd>{children}</kbd>;
