export { HandsonModule } from './handson.module';
