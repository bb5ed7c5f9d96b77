/** What is written in the chat while a lecture goes on. */
export const TRAINER_SAYS: readonly string[] = [
  'Good to see you all. Please raise your hand whenever something is unclear.',
  'The slides will be on the course page tonight.',
  'We go on in ten minutes.',
  'Have a look at the next images before I tell you what was done.',
  'Good question, I will come back to it after the case.',
  'Please tell me which access you would choose.',
];

export const TRAINEES_SAY: readonly string[] = [
  'Good afternoon from my side, sound and picture are fine.',
  'Which sheath size was that?',
  'Would you do the same in a patient on dual antiplatelet therapy?',
  'We had a similar case last week, with a longer occlusion.',
  'I would start from the contralateral side.',
  'How long do you keep the patient under observation?',
  'Thank you, that is clear now.',
  'Could you show the delayed phase once more?',
  'What dose do you usually see on the console at the end?',
  'In our hospital we do this under conscious sedation.',
  'Is there a threshold of creatinine above which you would not go on?',
  'My connection dropped for a moment, I am back.',
  'Would cone-beam CT have helped here?',
  'What do you tell the patient about the risk?',
  'Is the reference for that paper on the last slide?',
  'I would wait and repeat the ultrasound the day after.',
  'Do you close this one with a device or by hand?',
  'Which microcatheter do you use for such a tortuous vessel?',
  'Agreed, the margin on the left looks too narrow.',
  'Thank you very much, excellent lecture.',
];
