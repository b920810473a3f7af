# Report and history.

review-title = Your report
review-loading = Opening the report…
practise-again = Practise again
export-html = Web page…
export-transcript = Subtitles…

overall = Overall
overall-facts = { $held } · { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
} · with { $interviewer }
out-of-ten = out of 10
overall-none = No overall score
overall-none-why = There was too little in the answers to judge them fairly. That is no verdict on you.
confidence-low = This rests on little, so take it as a first impression
confidence-fair = This rests on several passages of your answers
confidence-high = This rests on many passages of your answers
spread-small = Your answers were about equally strong (they differ by { $spread } points)
spread-some = Some answers were stronger than others (they differ by { $spread } points)
spread-runs-small = Each time it was judged, it came out alike (within { $spread } points)
spread-runs-large = It was judged several times and did not come out alike (by { $spread } points), so take the number with care
spread-large = Your answers differed a lot (by { $spread } points), so look at each one
ended-completed = You went through all planned questions. Look at what to work on, and practise again when you like.
ended-stopped = You ended the interview early. The report covers what was said until then; the questions that were left count neither way.
ended-time = The time was used up before the last question. What was not asked counts neither way; shorter answers leave room for it.
ended-idle = The interview ended because nothing was said for a long time. The report covers what came before; a pause has no limit.
ended-succeeded = You reached what the scene was about. See below which of your words did it.
ended-failed = The scene ended without its objective. See below what was still missing, and play it again.
ended-outage = The interview had to end because of a fault of the program, not because of you. The report covers what was said until then.
unsaved-title = This report is not saved yet
unsaved-remedy = Make room or close the other program, and try again. Until then it is kept as long as Greenroom is open
said-saved = The report is saved

review-objective = What you were there for
objective-reached = Reached
objective-missed = Not reached this time
objective-open = Left open
criterion-said = Said
criterion-not-said = Not said
criterion-breach = Cost you ground

review-skills = Your skills
level-one = Not shown yet
level-two = Beginning
level-three = Sound
level-four = Strong
level-five = Outstanding
score-of = { $name }: { $score } out of 10
score-none = { $name }: not assessed
quote = “{ $words }”
quote-go = “{ $words }” Show it in the transcript

went-well = What went well
went-well-none = Nothing stood out yet. That changes with practice.
went-okay = What went okay
went-okay-none = Nothing in between
needs-improvement = What to work on
needs-improvement-none = Nothing that stands out

review-plan = Before your next interview
plan-none = No steps: there was too little to go by
read-more = Read more: { $place }
resource = Where to go on: { $resource }

review-answers = Answer by answer
show-turn = Show in the transcript
show-turn-named = Show in the transcript: { $question }
star-situation = Situation
star-task = Task
star-action = Action
star-result = Result
star-missing = Not heard
gaps = Still open: { $gaps }
gap-situation = where and when it was
gap-task = what had to be reached
gap-action = what you did
gap-result = what came of it
gap-ownership = your own part
gap-specifics = details that could be checked
gap-reasoning = your reasons
gap-reflection = what you learned
gap-relevance = an answer to this question
missing = A full answer would also have mentioned

review-delivery = How you said it
pace = Pace
pace-value = { $words } words a minute
talk-ratio = Your share of the talking
latency = Time before you answered
seconds-value = { $seconds } seconds
pauses = Pauses inside answers
pauses-value = { $count }, the longest { $longest } seconds
fillers = Filler words
fillers-value = { $count } a minute
not-measured = Not measured: { $why }
delivery-note = These are measures, not marks. They do not enter the score.

review-sources = Who judged, and how
source = { $name } ({ $engine })
source-asked = Asked by
source-judged = Judged by
source-heard = Heard by
source-spoke = Voice
source-typed = You typed your answers
source-silent = No sound
fell-back = Something stood in: { $why }
tokens = { $tokens } tokens went to and came from language models
cost = That cost { $usd } US dollars ({ $prices })
judged-note = Every judgement rests on words of yours that are quoted above. Looks, voice and accent are never judged.

transcript = What was said
turn-shown = · shown here

history-title = Past interviews
history-loading = Looking up your interviews…
history-empty-title = Nothing here yet
history-empty = Your interviews appear here with their reports. The first one takes about twenty minutes.
history-count = { $count ->
    [one] One interview
   *[other] { $count } interviews
}
column-date = When
column-scenario = Interview
column-length = Length
column-score = Score
column-state = State
minutes-short = { $minutes } min
score-short = { $score } of 10
state-completed = Completed
state-early = Ended early
state-interrupted = Interrupted
state-judging = Being judged
open-named = Open { $title }, { $held }
resume-named = Go on with { $title }, { $held }
delete-named = Delete { $title }, { $held }
page-newer = Newer
page-older = Older
page-of = Page { $page } of { $pages }
