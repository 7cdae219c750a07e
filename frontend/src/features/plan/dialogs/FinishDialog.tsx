import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import { Loaded } from '@/components/feedback/Loaded';
import { DateField } from '@/components/forms/fields';
import { day, fullDay } from '@/lib/format/dates';
import { workingDays } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

type Latest = components['schemas']['LatestStarts'];
type Props = {
  program: string;
  /** The day that the question begins with. */
  finish: string;
  /** Whether the program is planned from its finish. */
  fromFinish: boolean;
  onGo: (id: string) => void;
  onClose: () => void;
};

/** When must work begin to be over by a day? And what it means to plan from the finish. */
export function FinishDialog({ program, finish, fromFinish, onGo, onClose }: Props) {
  const [by, setBy] = useState(finish);
  const query = useQuery({
    queryKey: [...keys.program(program), 'latest-start', by],
    queryFn: ({ signal }) => get<Latest>(`${path('programs', program)}/latest-start`, { finish: by }, signal),
    enabled: /^\d{4}-\d\d-\d\d$/.test(by),
    retry: false,
  });
  return (
    <Modal opened onClose={onClose} title={t('finish.title')} size={560} transitionProps={{ duration: 0 }}>
      <div className="form">
        <p className="small dim">
          {t(fromFinish ? 'finish.on' : 'finish.off')}{' '}
          <Link to={`/programs/${encodeURIComponent(program)}/settings`}>{t('finish.settings')}</Link>
        </p>
        <DateField label={t('finish.by')} value={by} onValue={setBy} />
        <Loaded query={query} rows={4}>
          {(found) => (
            <>
              <p role="status">
                {found.start === null
                  ? t('finish.nothing')
                  : t(found.feasible ? 'finish.possible' : 'finish.late', {
                      start: fullDay(found.start),
                      finish: day(found.finish),
                    })}
              </p>
              {found.first.length > 0 && (
                <table className="table">
                  <thead>
                    <tr>
                      <th>{t('finish.first')}</th>
                      <th className="num">{t('finish.latest')}</th>
                      <th className="num">{t('finish.planned')}</th>
                      <th className="num">{t('finish.spare')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {found.first.map((each) => (
                      <tr key={each.id}>
                        <td>
                          <button type="button" className="linkish" onClick={() => onGo(each.id)}>
                            {each.title}
                          </button>
                        </td>
                        <td className="num">{day(each.latest)}</td>
                        <td className="num">{day(each.planned)}</td>
                        <td className={`num ${each.days < 0 ? 'off' : ''}`}>{workingDays(each.days)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </>
          )}
        </Loaded>
      </div>
    </Modal>
  );
}
