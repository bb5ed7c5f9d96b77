import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { newNote, note, noteChange, noteList, params, type NewNote, type Note, type NoteChange } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { NoteService } from './note.service';

const recordingId = params('recordingId');
type RecordingId = { recordingId: string };
const noteId = params('noteId');
type NoteId = { noteId: string };

/** The viewer's own notes. */
@Controller()
@Can('recordings:watch')
export class NoteController {
  constructor(private readonly notes: NoteService) {}

  @Get('recordings/:recordingId/notes')
  @Answers(200, noteList)
  list(@CurrentViewer() viewer: Viewer, @Param({ schema: recordingId }) { recordingId }: RecordingId): Promise<z.infer<typeof noteList>> {
    return this.notes.list(viewer, recordingId);
  }

  @Post('recordings/:recordingId/notes')
  @Answers(201, note)
  create(@CurrentViewer() viewer: Viewer, @Param({ schema: recordingId }) { recordingId }: RecordingId, @Body({ schema: newNote }) body: NewNote): Promise<Note> {
    return this.notes.create(viewer, recordingId, body);
  }

  @Patch('notes/:noteId')
  @Answers(200, note)
  change(@CurrentViewer() viewer: Viewer, @Param({ schema: noteId }) { noteId }: NoteId, @Body({ schema: noteChange }) body: NoteChange): Promise<Note> {
    return this.notes.change(viewer, noteId, body);
  }

  @Delete('notes/:noteId')
  @HttpCode(204)
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer, @Param({ schema: noteId }) { noteId }: NoteId): Promise<void> {
    return this.notes.remove(viewer, noteId);
  }
}
