# Title and setup.

title-lead = A quiet place to practise before it counts
go-history-count = { $count ->
    [0] Past interviews
   *[other] Past interviews ({ $count })
}
interrupted-title = This interview was interrupted
interrupted-facts = { $answered ->
    [0] Began { $began }. No question was answered yet.
    [one] Began { $began }. One question was answered.
   *[other] Began { $began }. { $answered } questions were answered.
}
resume = Go on with it
finish = Finish and see the report
equipment-speak = Microphone and speech recognition are ready. You can speak or type.
equipment-no-model = There is a microphone, but no speech model yet. You can type your answers.
equipment-no-microphone = No microphone found. You can type your answers.
equipment-voice = The interviewer speaks to you.
equipment-silent = No loudspeaker found. You read what the interviewer says.
equipment-offline = Everything stays on this computer.

setup-title = Set up your interview
setup-scenario = What would you like to practise?
setup-loading = Reading the scenarios…
setup-empty-title = No scenarios yet
setup-empty = Scenarios are files in the folder “scenarios”. Put one there and start the program again.
scenario-facts = { $employer } · { $minutes } minutes · { $level } · { $grade }
scenario-facts-made = Made from the questions on { $employer } · { $minutes } minutes · { $level } · { $grade }
content-problems = { $count ->
    [one] One problem in your own content
   *[other] { $count } problems in your own content
}
content-problems-more = There are more: run “greenroom content check” to see all of them.
scenario-skills = Also practises: { $skills }
search = Search the interviews
search-hint = Search for a job, an employer or a skill
filter-any = All
filter-sector = Line of work
filter-level = Level
filter-grade = Difficulty
filter-length = Length
filter-kind = Kind
filter-skill = Skill
filter-at-most = Up to { $minutes } minutes
filter-clear = Show all
catalogue-count = { $shown ->
    [one] One of { $all } interviews
   *[other] { $shown } of { $all } interviews
}
catalogue-made = Search for a job to have an interview made for it.
catalogue-none-title = Nothing fits
catalogue-none = Search for something shorter, or show all.
sector-engineering = Engineering
sector-finance = Finance
sector-general = Any line of work
sector-healthcare = Healthcare
sector-logistics = Logistics
sector-manufacturing = Manufacturing
sector-software = Software
level-any = every level
level-junior = first years
level-mid = experienced
level-senior = senior
level-lead = leading others
grade-easy = easy
grade-medium = medium
grade-hard = hard
kind-interview = Interview
kind-role-play = Role-play
kind-panel = Panel
setup-persona = Who should sit opposite you?
setup-persona-none = Choose what to practise first
setup-you = About you
name = Your name
name-hint = As the interviewer should say it
name-help = You may leave this empty
resume-text = Your resume
resume-hint = Paste your resume here, or choose its file
resume-help = The interviewer asks about what stands in it. You may leave this empty.
job-text = The job description
job-hint = Paste the advertisement here, or choose its file
job-help = The questions are fitted to it. You may leave this empty.
choose-file = Choose a file
file-kinds = PDF, Word and text
file-none = PDF, Word or text. You can also drop it anywhere on this page.
file-reading = Reading { $name }…
file-read = From { $name }. You can correct it above.
drop-here = Let go, and it is read
document-too-long = This is { $over } characters too long. Please shorten it.
setup-manner = How should it go?
patience = Patience of the interviewer
patience-usual = As usual
patience-more = More time to think
patience-most = As much time as possible
volume = Loudness of the interviewer
headset = I am wearing a headset
headset-help = Then you can interrupt by voice. Without one the microphone is closed while the interviewer speaks, so that it does not hear itself.
setup-ears = How are you understood?
ears-used = Your words are understood by the speech model { $model }, on this computer.
ears-none = There is no speech model yet, so you type your answers. One is fetched once, and then your voice stays on this computer.
ears-named-broken = The speech model { $file }, with which Greenroom was started, cannot be used. You type your answers.
ears-impossible = This copy of Greenroom was built without speech recognition. You type your answers.
ears-facts-slow = { $size } MiB, for slow computers
ears-facts-usual = { $size } MiB, for most computers
ears-facts-fast = { $size } MiB, more exact, for fast computers
ears-others = Speech models
ears-in-use = In use
ears-get = Get it
ears-get-spoken = Get the speech model { $model }, { $size } MiB
ears-get-size = Get it ({ $size } MiB)
ears-get-rest = Get the rest
ears-get-rest-spoken = Get the rest of the speech model { $model }
ears-use = Use it
ears-use-spoken = Use the speech model { $model }
ears-fetching = Getting the speech model { $model }
ears-checking = Checking the speech model { $model }
ears-far = { $done } of { $of } MiB
ears-cancel = Stop
ears-failed = The speech model { $model } is not here
ears-leave = Leave it
ears-offer-title = Would you like to speak?
ears-offer = To understand you, Greenroom needs a speech model, fetched once from huggingface.co. Your voice stays on this computer.
ears-offer-no-microphone = That takes a microphone and a speech model, fetched once from huggingface.co. Your voice stays on this computer.
ears-not-now = Not now
said-model = The speech model { $model } is here and checked. It is used from now on.
setup-summary = { $title }, { $minutes } minutes, with { $persona }
setup-choose = Choose what to practise and with whom
setup-preparing = Getting your questions ready…
begin = Begin the interview
