/** Work items, boards and blockers, as the server describes them. */
import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type BoardView = Schemas['BoardView'];
export type BoardColumn = Schemas['BoardColumn'];
export type BoardBlocker = Schemas['BoardBlocker'];
export type BoardExcess = Schemas['BoardExcess'];
export type BoardInput = Schemas['BoardInput'];
export type ItemTable = Schemas['ItemTable'];
export type ItemColumns = Schemas['ItemColumns'];
export type ItemDetail = Schemas['ItemDetail'];
export type ItemsWritten = Schemas['ItemsWrittenView'];
export type Blocking = Schemas['Blocking'];
export type BlockerRow = Schemas['BlockerView'];
export type Backlog = Schemas['Backlog'];
export type BacklogField = Schemas['Field'];
export type BacklogMethod = Schemas['RankingMethod'];
export type BacklogSettings = Schemas['Settings'];
export type BacklogSettingsPatch = Partial<Schemas['PrioritiesPatch']>;
export type BacklogOverride = Schemas['OverrideView'];
export type ScoreCriterion = Schemas['ScoreCriterion'];
export type RankReceipt = Schemas['RankReceipt'];
export type RankStep = Schemas['RankStep'];
export type Paces = Schemas['Paces'];
export type Written = Schemas['Written'];
