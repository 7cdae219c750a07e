import { useMemo } from 'react';
import { useParams } from 'react-router';
import { useRole } from '@/api/role';
import { Loaded } from '@/components/feedback/Loaded';
import { Segmented } from '@/components/forms/Segmented';
import { useAddress } from '@/components/forms/useAddress';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { t } from '@/lib/messages/t';
import { AllocationTab } from './allocation/AllocationTab';
import { HoursTab } from './hours/HoursTab';
import { LevelingTab } from './leveling/LevelingTab';
import { PeopleTab } from './people/PeopleTab';
import { SheetTab } from './sheet/SheetTab';
import { WhatIfTab } from './whatif/WhatIfTab';
import '@/features/staffing/staffing.css';

const TABS = ['allocation', 'sheet', 'people', 'hours', 'whatif', 'leveling'] as const;
type Tab = (typeof TABS)[number];

function Shown({ tab, program, mayEdit }: { tab: Tab; program: string; mayEdit: boolean }) {
  switch (tab) {
    case 'sheet':
      return <SheetTab program={program} />;
    case 'people':
      return <PeopleTab program={program} mayEdit={mayEdit} />;
    case 'hours':
      return <HoursTab program={program} />;
    case 'whatif':
      return <WhatIfTab program={program} />;
    case 'leveling':
      return <LevelingTab program={program} mayEdit={mayEdit} />;
    default:
      return <AllocationTab program={program} mayEdit={mayEdit} />;
  }
}

/** People and capacity of a program: allocation, staffing, people, shared hours, what-ifs and leveling. */
export default function StaffingPage() {
  const { program = '' } = useParams();
  const { params, replace } = useAddress();
  const { glance, mayEdit } = useRole(program);
  const tab = TABS.find((each) => each === params.get('tab')) ?? 'allocation';
  const open = (value: Tab) =>
    replace({ tab: value === 'allocation' ? null : value, rows: null, cell: null, at: null });
  const verbs = useMemo<Verb[]>(
    () =>
      TABS.map((value) => ({
        id: `staffing-${value}`,
        title: `${t('staffing.title')}: ${t(`staffing.tab.${value}`)}`,
        group: 'go',
        run: () => open(value),
      })),
    // the address may change under it; `open` only sets it
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [program],
  );
  useVerbs(verbs);
  return (
    <div className="page staffing">
      <title>{`${t('staffing.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <h1>{t('staffing.title')}</h1>
        <div className="acts">
          <Segmented
            label={t('staffing.tab')}
            value={tab}
            options={TABS.map((value) => ({ value, label: t(`staffing.tab.${value}`) }))}
            onValue={open}
          />
        </div>
      </div>
      <Loaded query={glance}>{() => <Shown tab={tab} program={program} mayEdit={mayEdit} />}</Loaded>
    </div>
  );
}
