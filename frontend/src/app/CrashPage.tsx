import { Component } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';

function CrashPage({ error }: { error: unknown }) {
  return (
    <main className="main lonely" id="content">
      <h1>{t('state.crashed')}</h1>
      <p>{t('state.crashedText')}</p>
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
      <Button primary onClick={() => window.location.reload()}>
        {t('state.retry')}
      </Button>
    </main>
  );
}

type Props = { at: string; children: ReactNode };
type State = { failed: boolean; error: unknown; at: string };

class Boundary extends Component<Props, State> {
  override state: State = { failed: false, error: null, at: this.props.at };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { failed: true, error };
  }

  /** Another address is another try. */
  static getDerivedStateFromProps({ at }: Props, state: State): State | null {
    return at === state.at ? null : { failed: false, error: null, at };
  }

  override render() {
    return this.state.failed ? <CrashPage error={this.state.error} /> : this.props.children;
  }
}

/** Shows what went wrong in place of a page that failed, until the reader goes elsewhere. */
export function Guard({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return <Boundary at={pathname}>{children}</Boundary>;
}
