export { HandsonModule } from './handson.module';
export { RequestKeeper } from './request.keeper';
export { SuiteDayService } from './suite-day.service';
export { SuiteWeekService } from './suite-week.service';
export { SuiteStays } from './suite.stays';
