export const inbox = {
  title: 'Notices',
  none: 'No notices yet',
  noneText: 'Reminders and changes to your account appear here.',
  readAll: 'Mark all as read',
  unread: 'Unread',
  read: 'Read',
  kinds: {
    'check_in.reminder': {
      title: 'Time to check in',
      text: 'Your counsellor reminds you of today’s health check-in.',
      action: 'Check in',
    },
    'case.opened': {
      title: 'Your counsellor will contact you',
      text: 'What you reported needs a follow-up. Please keep your phone on.',
      action: 'See my records',
    },
    'case.assigned': {
      title: 'A new case for you',
      text: 'A student reported something that you should look after.',
      action: 'Open cases',
    },
    'case.closed': {
      title: 'Follow-up done',
      text: 'Your counsellor has dealt with what you reported.',
      action: 'See my records',
    },
    'approval.assigned': {
      title: 'A request waits for you',
      text: 'A request was given to you.',
      action: 'Open requests',
    },
    'approval.approver_left': {
      title: 'Choose another approver',
      text: 'The approver of your application is no longer here and has not decided. Choose another one and hand it in again.',
      action: 'Choose',
    },
    'deputy.appointed': {
      title: 'You stand in for an approver',
      text: 'While it lasts their requests wait among yours.',
      action: 'See them',
    },
    'approval.commented': {
      title: 'A new comment',
      text: 'Your approver wrote something about your application.',
      action: 'See it',
    },
    'return.approved': {
      title: 'You may return',
      text: 'Sign in when you arrive, so that your check-in becomes the on-campus one.',
      action: 'See it',
    },
    'return.returned': {
      title: 'Something needs a change',
      text: 'A few items are asked for again. Everything else is kept.',
      action: 'Correct it',
    },
    'return.rejected': {
      title: 'Not approved',
      text: 'The reason is in the application. Apply again or ask your approver.',
      action: 'See why',
    },
    'return.arrived': { title: 'You have arrived', text: 'Your check-in is now the on-campus one.', action: 'See it' },
    'leaving.approved': {
      title: 'You may leave',
      text: 'From the time you gave, your check-in is the off-campus one.',
      action: 'See it',
    },
    'leaving.returned': {
      title: 'Something needs a change',
      text: 'Change it and submit again.',
      action: 'Correct it',
    },
    'leaving.rejected': { title: 'Not approved', text: 'The reason is in the request.', action: 'See why' },
    'pass.created': { title: 'Your pass is ready', text: 'Choose a gate and show the code.', action: 'See the pass' },
    'pass.held': {
      title: 'No passage for now',
      text: 'Your pass is on hold. Ask your counsellor.',
      action: 'See the pass',
    },
    'pass.released': { title: 'You may pass again', text: 'Your pass works again.', action: 'See the pass' },
    'pass.device_moved': {
      title: 'Your pass is on another phone',
      text: 'It was opened there just now. Not you? End that device and change your password.',
      action: 'See devices',
    },
    'pass.override': {
      title: 'Your passage was decided by hand',
      text: 'Two administrators decided about your pass. Ask the school if this seems wrong.',
      action: 'See the pass',
    },
    'exempt_pass.returned': {
      title: 'Something needs a change',
      text: 'Change it and submit again.',
      action: 'Correct it',
    },
    'exempt_pass.rejected': { title: 'Not approved', text: 'The reason is in the application.', action: 'See why' },
    'temporary_pass.approved': {
      title: 'Temporary pass approved',
      text: 'Its code works inside the time you asked for.',
      action: 'See it',
    },
    'temporary_pass.returned': {
      title: 'Something needs a change',
      text: 'Change it and submit again.',
      action: 'Correct it',
    },
    'temporary_pass.rejected': { title: 'Not approved', text: 'The reason is in the request.', action: 'See why' },
    'booking.reminder': {
      title: 'Five minutes left to arrive',
      text: 'After that your booking is void.',
      action: 'See the booking',
    },
    'booking.ending': {
      title: 'Five minutes left',
      text: 'Show your code at the door when you leave, or end it here.',
      action: 'See the booking',
    },
    'booking.expired': {
      title: 'Your booking has run out',
      text: 'Nobody came within 20 minutes: this counts as missed.',
      action: 'See the booking',
    },
    'booking.timed_out': {
      title: 'Your time is over',
      text: 'Your place was given back.',
      action: 'See the booking',
    },
    'booking.offered': { title: 'A place is free', text: 'Confirm within five minutes.', action: 'Confirm' },
    'booking.offer_lapsed': {
      title: 'The place went to the next',
      text: 'Nobody confirmed within five minutes. This does not count as missed.',
      action: 'See the booking',
    },
    'booking.venue_closed': {
      title: 'The venue has closed',
      text: 'Your booking was cancelled. This does not count as missed.',
      action: 'See the booking',
    },
    'booking.waiting_ended': {
      title: 'You are not waiting any more',
      text: 'The venue has closed, or you may not book at the moment.',
      action: 'See the booking',
    },
    'booking.revived': {
      title: 'A missed booking was taken back',
      text: 'The door has told us that you came in time.',
      action: 'See the booking',
    },
    'booking.breach_undone': {
      title: 'A missed booking was taken back',
      text: 'The school has decided so.',
      action: 'See the booking',
    },
    'session.new_device': {
      title: 'New device signed in',
      text: 'Your account was used on another device. Not you? End it and change your password.',
      action: 'See devices',
    },
    'password.changed': {
      title: 'Password changed',
      text: 'Not you? Contact the service hall at once.',
      action: 'Support',
    },
    'password.reset_issued': {
      title: 'Reset code handed out',
      text: 'Somebody collected a reset code for you after an ID check. Not you? Contact the service hall at once.',
      action: 'Support',
    },
    'correction.decided': {
      title: 'Your correction was decided',
      text: 'The card staff have looked at your request.',
      action: 'See the answer',
    },
    'binding.added': {
      title: 'A platform was linked',
      text: 'A platform account was linked to your campus card.',
      action: 'See links',
    },
    'binding.removed': {
      title: 'A platform was unlinked',
      text: 'A platform account was unlinked from your campus card.',
      action: 'See links',
    },
    'state.changed': {
      title: 'Your account changed',
      text: 'Your school has updated your account.',
      action: 'My account',
    },
  },
  changes: {
    'person.admitted': { title: 'Your account is there', text: 'The card staff have entered you.' },
    'person.active': { title: 'Your account is active', text: 'The card staff have activated your account.' },
    'person.suspended': {
      title: 'Your account is suspended',
      text: 'The card staff have suspended it. Ask at a service hall if this seems wrong.',
    },
    'person.left': { title: 'Your account is closed', text: 'The card staff have closed it because you left.' },
    'card.active': { title: 'Your card works again', text: 'The card staff have restored your campus card.' },
    'card.lost': { title: 'Your card is reported lost', text: 'The card staff have blocked your campus card.' },
    'card.frozen': {
      title: 'Your card is frozen',
      text: 'The card staff have frozen it. Ask at a service hall if this seems wrong.',
    },
    'card.cancelled': { title: 'A card was cancelled', text: 'The card staff have cancelled one of your cards.' },
    'presence.on_campus': {
      title: 'You are now on campus',
      text: 'An administrator has changed it. Your check-in is the on-campus one.',
    },
    'presence.off_campus': {
      title: 'You are now off campus',
      text: 'An administrator has changed it. Your check-in is the off-campus one.',
    },
    'role.grant': {
      title: 'You have a new role',
      text: 'An administrator has given it to you. Sign in again with a code to use it.',
    },
    'role.revoke': {
      title: 'A role was taken away',
      text: 'An administrator has done it. Ask your school if this seems wrong.',
    },
  },
};

export const support = {
  title: 'Support',
  chooseSchool: 'Choose your school first',
  chooseSchoolText: 'Each school has its own service halls and phone number.',
  seen: 'What you just met',
  faq: 'Common questions',
  call: 'Call',
  website: 'Online service',
  copyWebsite: 'Copy address',
  halls: 'Service halls',
  tutorials: 'Video guides',
  copyTutorial: 'Copy link',
  code: 'Error code {{code}}',
  faqAll: 'See all {{count}} questions',
  faqNone: 'The school has not written any answers yet',
};
