export const session = {
  'login.title': 'Log in',
  'login.email': 'E-mail',
  'login.password': 'Password',
  'login.submit': 'Log in',
  'login.busy': 'Logging in',
  'login.wrong':
    'E-mail or password is wrong. Both are as they were; try again, or ask an administrator to reset the password.',
  'login.slow': 'Too many attempts. Wait {wait} and try again.',
  'login.minute': 'a minute',
  'login.seconds': { one: '{count} second', other: '{count} seconds' },
  'login.missing': 'Enter your e-mail and your password.',
  'login.held': {
    one: 'One change that was not sent waits on this device for who made it. It is removed when somebody else logs in here.',
    other:
      '{count} changes that were not sent wait on this device for who made them. They are removed when somebody else logs in here.',
  },
  'login.lead': 'When the program will land, how sure that is, why, and what to do about it.',
} as const;
