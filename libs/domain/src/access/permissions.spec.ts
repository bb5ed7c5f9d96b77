import { PERMISSIONS, permissionsOf, ROLES } from './permissions';

//                         applicant trainee trainer supervisor director staff administrator
const TABLE = {
  'identity:read-self':   [1, 1, 1, 1, 1, 1, 1],
  'people:read':          [0, 0, 0, 0, 1, 1, 0],
  'people:manage':        [0, 0, 0, 0, 1, 1, 0],
  'programme:read':       [0, 1, 1, 1, 1, 1, 1],
  'programme:create-edition': [0, 0, 0, 0, 1, 0, 1],
  'programme:plan':       [0, 0, 0, 0, 1, 0, 0],
  'live:join':            [0, 1, 1, 0, 1, 0, 0],
  'live:moderate':        [0, 0, 1, 0, 1, 0, 0],
  'attendance:read-own':  [0, 1, 0, 0, 0, 0, 0],
  'attendance:verify':    [0, 0, 0, 0, 1, 0, 0],
  'recordings:watch':     [0, 1, 1, 0, 1, 1, 0],
  'recordings:edit':      [0, 0, 1, 0, 1, 1, 0],
  'recordings:manage':    [0, 0, 0, 0, 1, 1, 0],
  'recordings:rule':      [0, 0, 0, 0, 1, 0, 0],
  'handson:read':         [0, 1, 0, 1, 1, 1, 0],
  'handson:wish':         [0, 1, 0, 0, 0, 0, 0],
  'handson:plan':         [0, 0, 0, 0, 1, 0, 0],
  'handson:supervise':    [0, 0, 0, 1, 1, 0, 0],
  'logbook:write':        [0, 1, 0, 0, 0, 0, 0],
  'logbook:sign':         [0, 0, 0, 1, 1, 0, 0],
  'logbook:read-all':     [0, 0, 0, 1, 1, 1, 0],
  'credits:read-own':     [0, 1, 0, 0, 0, 0, 0],
  'credits:read-all':     [0, 0, 0, 0, 1, 1, 0],
  'mail:read':            [0, 0, 0, 0, 0, 0, 1],
  'installation:manage':  [0, 0, 0, 0, 0, 0, 1],
  'audit:read':           [0, 0, 0, 0, 1, 1, 1],
};

describe('permissions', () => {
  it('the table names every permission', () => expect(Object.keys(TABLE).sort()).toEqual([...PERMISSIONS].sort()));

  const cells = ROLES.flatMap((role, column) => PERMISSIONS.map((permission) => ({ role, permission, may: TABLE[permission][column] === 1 })));
  it.each(cells)('$role: $permission is $may', ({ role, permission, may }) => expect(permissionsOf([role]).has(permission)).toBe(may));

  it('several roles add up', () => {
    const both = permissionsOf(['trainee', 'administrator']);
    expect(both.has('credits:read-own') && both.has('mail:read')).toBe(true);
    expect(both.has('programme:plan')).toBe(false);
  });

  it('nobody without a role may do anything', () => expect(permissionsOf([]).size).toBe(0));
});
