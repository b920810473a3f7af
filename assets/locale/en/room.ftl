# In the room.

your-part = You
your-aim = Your aim
question-of = Question { $number } of { $of }
planned = of { $minutes } minutes
time-used = Time used
time-left = { $minutes ->
    [0] No further question will be begun
    [one] One minute left for questions
   *[other] { $minutes } minutes left for questions
}
pause = Pause
continue = Go on
end = End…
repeat = Say it again
thinking = I’m thinking
done = That’s my answer
interrupt = May I interrupt?
skip = Skip
undo = Take back my answer
captions = Captions
send = Send

floor-ready = About to begin
floor-speaking = { $interviewer } is speaking
floor-listening = Listening to you
floor-time = Take your time
floor-writing = Writing down
floor-thinking = Thinking
floor-paused = Paused
floor-judging = Reading your answers

meter = Microphone: { $level }
meter-silent = silent
meter-good = good level
meter-loud = too loud

answer-label = Your answer
answer-hint = Type your answer, Shift+Enter for a new line
answer-hint-wait = You can write already, and send when it is your turn
note-no-microphone = No microphone found: type your answers below
note-no-model = No speech model is installed yet: type your answers below

paused-title = Paused
paused-words = The clock stands still, and nobody is listening. Go on when you are ready.
end-title = End the interview here?
end-words = Your answers so far are kept, what you are saying now included, and you get a report on them. The other questions are not asked and count neither way. This interview cannot be gone on with afterwards.
end-yes = End and see the report
end-no = Stay
judging-title = That was it
over-completed = All questions are done.
over-stopped = You ended it here. What you said counts.
over-time = The time is used up. What was not asked counts neither way.
over-idle = Nobody answered for a long time. What was said before counts.
over-succeeded = You reached what it was about.
over-failed = It ended without its objective. The report says what was missing.
over-outage = A fault of the program ended it. What you said counts.
judging-words = Reading your answers once more…
