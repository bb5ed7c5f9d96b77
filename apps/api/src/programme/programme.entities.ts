import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('edition')
export class EditionEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') name: string;
  /** First and last day, YYYY-MM-DD by the edition's own zone, both included. */
  @Column('date') startsOn: string;
  @Column('date') endsOn: string;
  @Column('text') timeZone: string;
  @Column('int') bridgeSeconds: number;
  @Column('int') joinMinutesBefore: number;
  @Column('int') wholeFromPercent: number;
  @Column('int') version: number;
  @Column('timestamptz') createdAt: Date;
}

@Entity('module')
export class ModuleEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') editionId: string;
  @Column('text') key: string;
  @Column('int') position: number;
  @Column('text') titleEn: string;
  @Column('text') titleIt: string;
  @Column('text') kind: 'e-learning' | 'e-learning + hands-on';
  @Column('int') elearningMinutes: number;
  @Column('int') handsonMinutes: number;
  @Column('int') version: number;
}

@Entity('lecture')
export class LectureEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') editionId: string;
  @Column('uuid') moduleId: string;
  @Column('text') titleEn: string;
  @Column('text') titleIt: string;
  @Column('uuid', { nullable: true }) trainerId: string | null;
  @Column('timestamptz') startsAt: Date;
  @Column('timestamptz') endsAt: Date;
  @Column('text') state: 'planned' | 'live' | 'ended' | 'verified';
  @Column('timestamptz', { nullable: true }) heldFrom: Date | null;
  @Column('timestamptz', { nullable: true }) heldUntil: Date | null;
  @Column('int') version: number;
}
