import { backlog } from './en/backlog';
import { baselines } from './en/baselines';
import { blockers } from './en/blockers';
import { board } from './en/board';
import { calendars } from './en/calendars';
import { charts } from './en/charts';
import { contracts } from './en/contracts';
import { crew } from './en/crew';
import { delivery } from './en/delivery';
import { flow } from './en/flow';
import { forecast } from './en/forecast';
import { history } from './en/history';
import { imports } from './en/imports';
import { items } from './en/items';
import { leveling } from './en/leveling';
import { program } from './en/program';
import { programs } from './en/programs';
import { quality } from './en/quality';
import { risks } from './en/risks';
import { roadmap } from './en/roadmap';
import { rules } from './en/rules';
import { settings } from './en/settings';
import { shortening } from './en/shortening';
import { staffing } from './en/staffing';
import { structure } from './en/structure';
import { uncertainty } from './en/uncertainty';
import { work } from './en/work';
import { activity } from './en/activity';
import { discussion } from './en/discussion';
import { reports } from './en/reports';

/** Sentences of all other pages; they come with the first of these that is opened. */
export const later = {
  ...backlog,
  ...baselines,
  ...blockers,
  ...board,
  ...calendars,
  ...charts,
  ...contracts,
  ...crew,
  ...delivery,
  ...flow,
  ...forecast,
  ...history,
  ...imports,
  ...items,
  ...leveling,
  ...program,
  ...programs,
  ...quality,
  ...risks,
  ...roadmap,
  ...rules,
  ...settings,
  ...shortening,
  ...staffing,
  ...structure,
  ...uncertainty,
  ...work,
  ...activity,
  ...discussion,
  ...reports,
} as const;
