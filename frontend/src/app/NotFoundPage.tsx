import { Link } from 'react-router';
import { t } from '@/lib/messages/t';

const PAGE = { title: 'state.notFound', text: 'state.notFoundText' } as const;
const PROGRAM = { title: 'state.noProgram', text: 'state.noProgramText' } as const;

/** For an address that leads nowhere; `program` where it names a program that is not there for this reader. */
export function NotFoundPage({ program }: { program?: string }) {
  const { title, text } = program === undefined ? PAGE : PROGRAM;
  return (
    <div className="lonely">
      <title>{`${t(title)} · ${t('app.name')}`}</title>
      <h1>{t(title)}</h1>
      <p>{t(text, { program: program ?? '' })}</p>
      <Link className="btn pri" to="/">
        {t('state.toPrograms')}
      </Link>
    </div>
  );
}
