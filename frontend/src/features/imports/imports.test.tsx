import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Import } from '@/api/types';
import { show } from '@/testing/render';
import { Diff } from './Diff';
import { doubled, MappingTable } from './MappingTable';
import { position, Problems } from './Problems';

const found: Import = {
  id: 'i1',
  state: 'needs_mapping',
  progress: { done: 0, total: 0, text: '' },
  file: { name: 'plan.csv', size: 10 },
  format: 'csv',
  format_title: 'CSV',
  counts: {},
  problems: [],
  problem_counts: { error: 0, warning: 0, info: 0 },
  sample: [],
  columns: [
    { name: 'Task', samples: ['Dual writes'], field: 'title', confidence: 0.98 },
    { name: 'Notes', samples: [''], field: null, confidence: 0 },
  ],
  fields: [
    { id: 'title', title: 'Title', entity: 'activity' },
    { id: 'owner', title: 'Owner', entity: 'activity' },
  ],
  mapping: null,
  mappings: [],
  target: { program: null, title: 'Plan' },
  remove_missing: false,
  diff: null,
  result: null,
  error: null,
};

describe('problems', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: 'missing-reference',
      severity: 'warning' as const,
      message: `Row ${index + 1} names nobody.`,
      hint: '',
      entity: '',
      source: null,
    }));

  it('draws a short list whole', () => {
    show(<Problems found={{ ...found, problems: many(3), problem_counts: { warning: 3 } }} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });
});

describe('import', () => {
  it('says where a problem is, with what is known', () => {
    expect(position({ file: 'a.csv', line: null, column: 3, row: 12, path: null })).toBe(
      'a.csv, row 12, column 3',
    );
    expect(position(null)).toBe('');
  });

  it('finds fields that two columns claim', () => {
    expect(doubled({ a: 'title', b: 'title', c: null, d: null })).toEqual(['title']);
  });

  it('sends the mapping that the reader chose, and refuses a field twice', async () => {
    const user = userEvent.setup();
    const onChange = vi.fn();
    show(<MappingTable found={found} onChange={onChange} busy={false} error={null} />);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Notes' }), 'title');
    expect(screen.getByRole('alert')).toHaveTextContent('Title stands for two columns.');
    expect(screen.getByRole('button', { name: 'Read with these columns' })).toBeDisabled();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Notes' }), 'owner');
    await user.click(screen.getByRole('button', { name: 'Read with these columns' }));
    expect(onChange).toHaveBeenCalledWith({ mapping: { Task: 'title', Notes: 'owner' } });
  });

  it('says of records that the file lacks what will become of them', () => {
    const line = { kind: 'removed' as const, entity: 'activity', id: 'a', title: 'Dual writes', text: '' };
    const diff = { added: 0, changed: 0, removed: 1, unchanged: 4, lines: [line], summary: null };
    const kept = show(<Diff diff={diff} removes={false} />);
    expect(screen.getByText(/1 missing from the file, kept/)).toBeInTheDocument();
    expect(screen.getByText('kept')).toBeInTheDocument();
    kept.unmount();
    show(<Diff diff={diff} removes />);
    expect(screen.getByText(/1 removed/)).toBeInTheDocument();
    expect(screen.getByText('removed')).toBeInTheDocument();
  });
});
