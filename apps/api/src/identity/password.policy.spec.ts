import { hashPassword, isPassword } from './password.hash';
import { passwordWeakness } from './password.policy';

const owner = { email: 'anna.bevilacqua@ospedale.example', givenName: 'Anna Maria', familyName: "D'Alò Bevilacqua" };

it.each(['anna.bevilacqua@ospedale.example', 'Anna-Maria-Bevilacqua', 'bevilacqua2027', 'Dalobevilacqua!!', 'ANNA maria 1975'])('%s is made of what everyone knows about its owner', (password) => {
  expect(passwordWeakness(password, owner)).toBe('personal');
});

it.each(['aaaaaaaaaaaa', 'abababababab', 'annaannaanna', '111122221111'])('%s repeats itself', (password) => {
  expect(passwordWeakness(password, owner)).toBe('repetitive');
});

it.each(['angiography at dawn', 'Anna catheterises quietly', 'maximal-guidewire-9'])('%s is good enough', (password) => {
  expect(passwordWeakness(password, owner)).toBeNull();
});

it('passwords are kept as Argon2id with 19 MiB and two passes, salted', async () => {
  const [one, two] = await Promise.all([hashPassword('angiography at dawn'), hashPassword('angiography at dawn')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await isPassword('angiography at dawn', one)).toBe(true);
  expect(await isPassword('angiography at dusk', one)).toBe(false);
});

it('nobody has a password that fits who has none', async () => {
  expect(await isPassword('', null)).toBe(false);
});

it('a letter typed in two ways is the same letter', async () => {
  expect(await isPassword('perché no domani', await hashPassword('perche\u0301 no domani'))).toBe(true);
});
