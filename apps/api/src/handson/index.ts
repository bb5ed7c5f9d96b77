export { HandsonModule } from './handson.module';
export { RequestKeeper } from './request.keeper';
