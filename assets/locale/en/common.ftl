# Words that more than one screen uses.

app-name = Greenroom
you = You
choose = Choose
close = Close
open = Open
delete = Delete
keep = Keep it
retry = Try again
quit = Quit
go-title = Home
go-setup = Start an interview
go-history = Past interviews
go-back = Back
what-to-do = What you can do
details = For a report of this problem: { $details }
percent = { $value } %
not-assessed = Not assessed
not-yet = Not yet

delete-title = Delete this interview?
delete-words = “{ $title }” goes with everything that belongs to it: the words, the sound and the report. This cannot be undone.
delete-yes = Delete for good

toast-good = Done
toast-note = Note
toast-bad = This did not work
toast-close = Close the message: { $text }

boot-lead = Getting the room ready
boot-content = Scenarios and questions
boot-store = Your past interviews
boot-room = The room
boot-person = The interviewer
boot-shaders = Light and colour
boot-devices = Microphone and loudspeaker
step-waiting = Waiting
step-running = Working
step-done = Ready

fault-title = Greenroom cannot go on
fault-lead = Nothing that you have said or written is lost.
