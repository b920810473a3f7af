//! Lists of words by which lines are recognised.

/// Words that carry no subject.
pub(super) const PLAIN: &str = "\
    a able about across after again all also an and answer any apply are as at based be before between both bring by can \
    candidate check clear close confidence confident current deal during each essential etc every excellent experience \
    five for four from full give given good great group hard has have help here high hold how ideally if in including into \
    is it its job join keep key knowledge large least level like long looking make may more must my need needed new no nor \
    not now of often on one only or other our out over part people per plus proven required role same should six skills so \
    some sound speak speaking steady straight strong such suggest take taking ten than that the their them then there they \
    this those three through time to together too two under up us use used using very way we welcome well when where while \
    who whole will willing willingness with within without work working year years you your";

/// Verbs that tell of something brought about.
pub(super) const RESULT_VERBS: &str = "\
    achieved automated built closed completed created cut decreased delivered designed developed doubled eliminated \
    established exceeded expanded founded gained generated grew halved implemented improved increased initiated installed \
    introduced launched led lowered migrated negotiated opened organised organized overhauled piloted prevented promoted \
    raised rebuilt recovered redesigned reduced reorganised reorganized replaced resolved restored saved secured shortened \
    simplified solved streamlined tripled won wrote";

/// Words that end a job's title.
pub(super) const TITLES: &str = "\
    accountant administrator adviser advisor agent aide analyst apprentice architect assistant associate attendant auditor \
    baker barista bookkeeper builder buyer carer cashier chef cleaner clerk co-ordinator coach consultant controller cook \
    coordinator counsellor designer developer director doctor driver editor electrician engineer estimator executive \
    foreman freelancer gardener head host inspector instructor intern joiner journalist lead leader lecturer librarian \
    manager mechanic merchandiser midwife nurse officer operative operator owner paramedic pharmacist picker planner \
    porter producer programmer receptionist recruiter representative researcher scientist secretary specialist steward \
    supervisor surveyor teacher technician tester trainee trainer worker";

/// Whether a word, in small letters, is one of a list.
pub(super) fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}
