export const pass = {
  title: 'Pass',
  holder: '{{name}} · {{number}}',
  statuses: {
    valid: { word: 'You may pass', text: 'Choose a gate and show the code.' },
    apply_return: { word: 'No pass yet', text: 'It is made when your return is approved.' },
    apply_exempt: { word: 'No pass yet', text: 'You need no return application. Apply with an ID photo.' },
    ended: {
      word: 'Pass has ended',
      text: 'You have left the campus. Apply for your return before you come back.',
    },
    check_in_due: { word: 'Check in first', text: 'Your pass works again right after it.' },
    held: { word: 'No passage for now', text: 'Talk to your counsellor. The school then opens your pass again.' },
    person_inactive: { word: 'Account not in use', text: 'Please go to the card service hall.' },
  },
  next: {
    checkIn: 'Check in',
    applyReturn: 'Apply to return',
    applyExempt: 'Apply for a pass',
    contacts: 'See contacts',
    hall: 'See service halls',
  },
};
