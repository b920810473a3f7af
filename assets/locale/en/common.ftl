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
fault-room = The room “{ $file }” cannot be loaded
fault-body = The interviewer’s body “{ $file }” cannot be loaded
fault-stiff-body = The interviewer’s body “{ $file }” cannot move
fault-stiff-body-why = It has neither a joint named “head” nor a mesh with named shapes
fault-driver = The graphics driver gave up, so the room is not drawn any more
fault-content = There is no interview to hold
fault-data = Your interviews cannot be kept
fault-store = Your past interviews cannot be opened
fault-threads = Greenroom cannot start its helpers
failed-report = The report cannot be shown
failed-history = Your past interviews cannot be read
no-report = There is no report yet
remedy-again = Try again, or go back
remedy-reinstall = Install Greenroom again, so that its asset folder is complete
remedy-other-body = Use a body that was made for Greenroom, or one with the shapes and joints that the readme lists
remedy-lower-quality = Start again with a lower quality (--quality low); the interview so far is kept
remedy-content = Run “greenroom content check” and mend what it names, or install Greenroom again
remedy-data = Start with --data and a folder of yours
remedy-other-window = Go on in the window that is open, or close it and try again
remedy-other-copy = Close other copies of Greenroom, or start with --data and another folder
remedy-less-load = Close other programs and try again
remedy-first-interview = Hold an interview first
said-deleted = The interview is gone for good
said-exported = Written to { $path }
