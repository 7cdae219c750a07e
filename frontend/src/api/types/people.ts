/** People in the plan, accounts, roles. */

export type Person = { id: string; name: string; initials: string; team: string | null; external: boolean };

export type User = { id: string; name: string; email: string; initials: string };

export type Session = { user: User | null; demo: boolean; version: string };

export type ApiToken = {
  id: string;
  name: string;
  token?: string;
  created: string;
  last_used?: string | null;
};

export type Role = 'owner' | 'editor' | 'viewer';

export type Member = { user: { id: string; name: string; email: string }; role: Role };
