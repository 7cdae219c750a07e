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
