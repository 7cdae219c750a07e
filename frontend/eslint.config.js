import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Imports run down only: app -> features -> components | api -> lib. Upward steps use `@/`. */
const upward = { regex: '^\\.\\./', message: 'Go up with "@/...", so that the floor is visible.' };
const floor = (files, ...banned) => ({
  files,
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: [upward, ...banned] }],
  },
});
const ban = (regex, message, allowTypeImports = false) => ({ regex, message, allowTypeImports });

const features = readdirSync(new URL('./src/features', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

export default ts.config(
  { ignores: ['node_modules', 'coverage', 'src/api/schema.d.ts', 'public'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...ts.configs.strictTypeChecked, ...ts.configs.stylisticTypeChecked],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A quarter of the time of all rules, for what is not here: enums, and classes that other objects could stand for.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.tsx'],
    ...a11y.flatConfigs.strict,
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      // These two speak about the React compiler, which is not used here.
      'react-hooks/incompatible-library': 'off',
      'react-hooks/preserve-manual-memoization': 'off',
    },
  },
  floor(['src/lib/**'], ban('^@/(api|components|features|app)/', 'lib is the ground floor.')),
  floor(['src/api/**'], ban('^@/(components|features|app)/', 'api knows lib only.')),
  floor(
    ['src/components/**'],
    ban('^@/(features|app)/', 'components know lib, and types of the api.'),
    ban('^@/api/(?!types)', 'components take data as properties; only types come from the api.'),
    ban('^@/api/types', 'Only types may come from the api.', true),
  ),
  // every page has discussions: this component asks the server itself
  floor(['src/components/discussion/**'], ban('^@/(features|app)/', 'components know lib and the api.')),
  ...features.map((name) =>
    floor(
      [`src/features/${name}/**`],
      ban('^@/app/', 'features do not know the app.'),
      ban(`^@/features/(?!${name}/)`, 'features never import features.'),
    ),
  ),
  floor(['src/app/**']),
  {
    files: ['**/*.js', 'dev/**'],
    languageOptions: { globals: globals.node },
  },
);
