import { activity } from './en/activity';
import { baselines } from './en/baselines';
import { blockers } from './en/blockers';
import { board } from './en/board';
import { calendars } from './en/calendars';
import { charts } from './en/charts';
import { conflict } from './en/conflict';
import { contracts } from './en/contracts';
import { delivery } from './en/delivery';
import { editing } from './en/editing';
import { flow } from './en/flow';
import { forecast } from './en/forecast';
import { history } from './en/history';
import { imports } from './en/imports';
import { items } from './en/items';
import { leveling } from './en/leveling';
import { plan } from './en/plan';
import { program } from './en/program';
import { programs } from './en/programs';
import { quality } from './en/quality';
import { reports } from './en/reports';
import { risks } from './en/risks';
import { roadmap } from './en/roadmap';
import { rules } from './en/rules';
import { session } from './en/session';
import { settings } from './en/settings';
import { crew } from './en/crew';
import { shared } from './en/shared';
import { shell } from './en/shell';
import { shortening } from './en/shortening';
import { together } from './en/together';
import { structure } from './en/structure';
import { uncertainty } from './en/uncertainty';
import { views } from './en/views';
import { work } from './en/work';

/** Every sentence of the web UI that does not come from the server, one file per screen. */
export const en = {
  ...activity,
  ...baselines,
  ...blockers,
  ...board,
  ...calendars,
  ...charts,
  ...conflict,
  ...contracts,
  ...delivery,
  ...editing,
  ...flow,
  ...forecast,
  ...history,
  ...imports,
  ...items,
  ...leveling,
  ...plan,
  ...program,
  ...programs,
  ...quality,
  ...reports,
  ...risks,
  ...roadmap,
  ...rules,
  ...session,
  ...settings,
  ...crew,
  ...shared,
  ...shell,
  ...shortening,
  ...together,
  ...structure,
  ...uncertainty,
  ...views,
  ...work,
} as const;

export type MessageKey = keyof typeof en;
