export { IdentityModule } from './identity.module';
export { IdentityService, type NewPerson, type PersonName } from './identity.service';
export { Caller, CurrentCaller } from './caller';
export { LinkAddress } from './link.address';
export { hashOf, newSecret } from './secret';
