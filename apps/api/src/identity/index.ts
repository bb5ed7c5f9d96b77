export { IdentityModule } from './identity.module';
export { IdentityService, type NewPerson, type PersonName } from './identity.service';
