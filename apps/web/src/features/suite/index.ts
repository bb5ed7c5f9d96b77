export { OwnStays } from './own-stays';
export { StayDays } from './stay-days';
