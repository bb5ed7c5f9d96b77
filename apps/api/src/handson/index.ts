export { HandsonModule } from './handson.module';
export { SuiteDayService } from './suite-day.service';
export { SuiteWeekService } from './suite-week.service';
export { SuiteStays } from './suite.stays';
