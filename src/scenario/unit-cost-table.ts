/**
 * Published and assumed unit costs of the NHS in England and of care, by id. `#` is a source, `=` what the lines below have in common:
 * price year, confidence, unit; then a line for each: id, value, what it is, range, remark.
 *
 * Attribution: Unit Costs of Health and Social Care are by COReC, University of Kent, and CHE, University of York. The National
 * Cost Collection is Crown copyright, open data of NHS England. Both reached this table through the COSTmos package of NICE. Others are
 * single figures out of what their source names. What is marked as an assumption is ours.
 */
export const UNIT_COST_TABLE = `
# Unit Costs of Health and Social Care, COReC (University of Kent) and CHE (University of York), formerly PSSRU, as packaged in NICE-Data-and-Analytics/COSTmos; the price year is taken to be the financial year before the manual's
= 2024/25 | high | GBP/hour
nurse-b4-hour-2025 | 41 | Nurse Band 4, per working hour, excluding qualifications
nurse-b5-hour-2025 | 50 | Nurse Band 5, per working hour, excluding qualifications
nurse-b6-hour-2025 | 61 | Nurse Band 6, per working hour, excluding qualifications
nurse-b7-hour-2025 | 73 | Nurse Band 7, per working hour, excluding qualifications
nurse-b8a-hour-2025 | 83 | Nurse Band 8a, per working hour, excluding qualifications
nurse-b8b-hour-2025 | 97 | Nurse Band 8b, per working hour, excluding qualifications
nurse-b8c-hour-2025 | 114 | Nurse Band 8c, per working hour, excluding qualifications
nurse-b8d-hour-2025 | 135 | Nurse Band 8d, per working hour, excluding qualifications
nurse-b9-hour-2025 | 161 | Nurse Band 9, per working hour, excluding qualifications
nurse-b4-hour-2025-incqual | 47 | Nurse Band 4, per working hour, including qualifications
nurse-b5-hour-2025-incqual | 57 | Nurse Band 5, per working hour, including qualifications
nurse-b6-hour-2025-incqual | 68 | Nurse Band 6, per working hour, including qualifications
nurse-b7-hour-2025-incqual | 80 | Nurse Band 7, per working hour, including qualifications
nurse-b8a-hour-2025-incqual | 90 | Nurse Band 8a, per working hour, including qualifications
nurse-b8b-hour-2025-incqual | 103 | Nurse Band 8b, per working hour, including qualifications
ahp-b4-hour-2025 | 42 | Community scientific & professional staff Band 4 (pharmacy technician / therapy technician), per working hour
ahp-b5-hour-2025 | 47 | Community scientific & professional staff Band 5 (physiotherapist / OT), per working hour
ahp-b6-hour-2025 | 60 | Community scientific & professional staff Band 6 (specialist physio / OT / pharmacist), per working hour
ahp-b7-hour-2025 | 72 | Community scientific & professional staff Band 7 (advanced physio / clinical psychologist), per working hour
ahp-b8a-hour-2025 | 82 | Community scientific & professional staff Band 8a (principal), per working hour
ahp-b8b-hour-2025 | 96 | Community scientific & professional staff Band 8b (consultant AHP / principal psychologist), per working hour
fy1-hour-2025 | 40 | Hospital doctor: fy1, per working hour, excluding qualifications
fy2-hour-2025 | 45 | Hospital doctor: fy2, per working hour, excluding qualifications
registrar-hour-2025 | 66 | Hospital doctor: registrar, per working hour, excluding qualifications
associate-specialist-hour-2025 | 117 | Hospital doctor: associate-specialist, per working hour, excluding qualifications
consultant-medical-hour-2025 | 140 | Hospital doctor: consultant-medical, per working hour, excluding qualifications
consultant-surgical-hour-2025 | 142 | Hospital doctor: consultant-surgical, per working hour, excluding qualifications
consultant-psychiatric-hour-2025 | 141 | Hospital doctor: consultant-psychiatric, per working hour, excluding qualifications
gp-contact-hour-2025 | 239 | GP per hour of patient contact, incl. direct care staff, excl. qualifications
practice-nurse-hour-2025 | 50 | General practice nurse per working hour, excl. qualifications
= 2023/24 | high | GBP/hour
nurse-b4-hour-2024 | 39 | Nurse Band 4, per working hour, excluding qualifications
nurse-b5-hour-2024 | 47 | Nurse Band 5, per working hour, excluding qualifications
nurse-b6-hour-2024 | 58 | Nurse Band 6, per working hour, excluding qualifications
nurse-b7-hour-2024 | 69 | Nurse Band 7, per working hour, excluding qualifications
nurse-b8a-hour-2024 | 77 | Nurse Band 8a, per working hour, excluding qualifications
nurse-b8b-hour-2024 | 89 | Nurse Band 8b, per working hour, excluding qualifications
nurse-b8c-hour-2024 | 105 | Nurse Band 8c, per working hour, excluding qualifications
ahp-b4-hour-2024 | 39 | Community scientific & professional staff Band 4 (pharmacy technician / therapy technician), per working hour
ahp-b5-hour-2024 | 44 | Community scientific & professional staff Band 5 (physiotherapist / OT), per working hour
ahp-b6-hour-2024 | 57 | Community scientific & professional staff Band 6 (specialist physio / OT / pharmacist), per working hour
ahp-b7-hour-2024 | 68 | Community scientific & professional staff Band 7 (advanced physio / clinical psychologist), per working hour
ahp-b8a-hour-2024 | 77 | Community scientific & professional staff Band 8a (principal), per working hour
ahp-b8b-hour-2024 | 89 | Community scientific & professional staff Band 8b (consultant AHP / principal psychologist), per working hour
registrar-hour-2024 | 56 | Hospital doctor: registrar, per working hour, excluding qualifications
consultant-medical-hour-2024 | 121 | Hospital doctor: consultant-medical, per working hour, excluding qualifications
consultant-surgical-hour-2024 | 119 | Hospital doctor: consultant-surgical, per working hour, excluding qualifications
consultant-psychiatric-hour-2024 | 121 | Hospital doctor: consultant-psychiatric, per working hour, excluding qualifications
= 2022/23 | high | GBP/hour
nurse-b4-hour-2023 | 38 | Nurse Band 4, per working hour, excluding qualifications
nurse-b5-hour-2023 | 47 | Nurse Band 5, per working hour, excluding qualifications
nurse-b6-hour-2023 | 57 | Nurse Band 6, per working hour, excluding qualifications
nurse-b7-hour-2023 | 68 | Nurse Band 7, per working hour, excluding qualifications
nurse-b8a-hour-2023 | 76 | Nurse Band 8a, per working hour, excluding qualifications
nurse-b8b-hour-2023 | 88 | Nurse Band 8b, per working hour, excluding qualifications
nurse-b8c-hour-2023 | 103 | Nurse Band 8c, per working hour, excluding qualifications
nurse-b4-hour-2023-incqual | 44 | Nurse Band 4, per working hour, including qualifications
nurse-b5-hour-2023-incqual | 53 | Nurse Band 5, per working hour, including qualifications
nurse-b6-hour-2023-incqual | 64 | Nurse Band 6, per working hour, including qualifications
nurse-b7-hour-2023-incqual | 74 | Nurse Band 7, per working hour, including qualifications
nurse-b8a-hour-2023-incqual | 82 | Nurse Band 8a, per working hour, including qualifications
nurse-b8b-hour-2023-incqual | 94 | Nurse Band 8b, per working hour, including qualifications
ahp-b4-hour-2023 | 36 | Community scientific & professional staff Band 4 (pharmacy technician / therapy technician), per working hour
ahp-b5-hour-2023 | 41 | Community scientific & professional staff Band 5 (physiotherapist / OT), per working hour
ahp-b6-hour-2023 | 53 | Community scientific & professional staff Band 6 (specialist physio / OT / pharmacist), per working hour
ahp-b7-hour-2023 | 63 | Community scientific & professional staff Band 7 (advanced physio / clinical psychologist), per working hour
ahp-b8a-hour-2023 | 72 | Community scientific & professional staff Band 8a (principal), per working hour
ahp-b8b-hour-2023 | 84 | Community scientific & professional staff Band 8b (consultant AHP / principal psychologist), per working hour
fy1-hour-2023 | 30 | Hospital doctor: fy1, per working hour, excluding qualifications
fy2-hour-2023 | 35 | Hospital doctor: fy2, per working hour, excluding qualifications
registrar-hour-2023 | 50 | Hospital doctor: registrar, per working hour, excluding qualifications
associate-specialist-hour-2023 | 95 | Hospital doctor: associate-specialist, per working hour, excluding qualifications
consultant-medical-hour-2023 | 109 | Hospital doctor: consultant-medical, per working hour, excluding qualifications
consultant-surgical-hour-2023 | 107 | Hospital doctor: consultant-surgical, per working hour, excluding qualifications
consultant-psychiatric-hour-2023 | 109 | Hospital doctor: consultant-psychiatric, per working hour, excluding qualifications
gp-contact-hour-2023 | 251 | GP per hour of patient contact, incl. direct care staff, excl. qualifications
= 2024/25 | high | GBP/consultation
gp-consultation-10min-2025 | 40 | GP surgery consultation, 10 min, incl. direct care staff, excl. qualifications
= 2022/23 | high | GBP/consultation
gp-consultation-10min-2023 | 42 | GP surgery consultation, 10 min, incl. direct care staff, excl. qualifications
= 2024/25 | high | GBP/person
nurse-training-investment | 74635 | Cost of qualifying a nurse (total investment) |  | Annuitised expected annual cost 9,808
physio-training-investment | 74635 | Cost of qualifying a physiotherapist/OT (total investment)
hospital-pharmacist-training-investment | 112525 | Cost of qualifying a hospital pharmacist (total investment)
consultant-training-investment | 653208 | Cost of qualifying a consultant (total investment)
# NHS England, National Cost Collection 2024/25, as packaged in NICE-Data-and-Analytics/COSTmos
= 2024/25 | high | GBP/contact
ambulance-hear-treat | 62.37 | Ambulance: Hear & Treat (01)
ambulance-see-treat | 364.35 | Ambulance: See & Treat (02)
ambulance-see-convey | 489.39 | Ambulance: See & Convey (03)
district-nurse-f2f | 59.65 | Community Health Service: District Nurse, Adult, Face to face (N02AF)
intermediate-care-home | 114.89 | Community Health Service: Intermediate Care Home Based Services (IC03)
intermediate-care-crisis-early-discharge | 125.79 | Community Health Service: Intermediate Care, Crisis Response and Early Discharge Services (IC01)
community-ot-adult | 132.7 | Community Health Service: Occupational Therapist, Adult, One to One (A06A1)
community-physio-adult | 79.06 | Community Health Service: Physiotherapist, Adult, One to One (A08A1)
community-matron-f2f | 144.69 | Community Health Service: Specialist Nursing, Active Case Management (Community Matrons), Adult, Face to face (N06AF)
respiratory-nurse-f2f | 120.35 | Community Health Service: Specialist Nursing, Asthma and Respiratory Nursing/Liaison, Adult, Face to face (N08AF)
respiratory-nurse-nonf2f | 64.5 | Community Health Service: Specialist Nursing, Asthma and Respiratory Nursing/Liaison, Adult, Non face to face (N08AN)
mh-neurodevelopment-contact | 355.25 | Mental Health Care Contact: Neurodevelopment Team (C04)
mh-cmht-functional-contact | 278.91 | Mental Health Care Contact: Community Mental Health Team - Functional (A06)
mh-enhanced-care-homes-contact | 237.6 | Mental Health Care Contact: Enhanced care in Care Homes teams (F05)
mh-care-contact-mean | 305.94 | Mental health care contact, weighted mean |  | mean weighted by activity
= 2024/25 | high | GBP/attendance
ed-no-investigation | 126.76 | Emergency Care: Emergency Medicine, No Investigation with No Significant Treatment (VB11Z)
ed-cat3-inv-cat1-3-treat | 515.45 | Emergency Care: Emergency Medicine, Category 3 Investigation with Category 1-3 Treatment (VB03Z)
ed-attendance-mean | 280.17 | Emergency Care, activity-weighted mean, all VB currencies |  | mean weighted by activity
= 2024/25 | high | GBP/visit
community-midwife-antenatal | 118.14 | Community Health Service: Community Midwife, Ante Natal Visit (N01A)
= 2024/25 | high | GBP/bed-day
critical-care-adult-1-organ-day | 1862.81 | Critical care: Adult Critical Care, 1 Organ Supported (XC06Z)
critical-care-adult-0-organ-day | 1778.5 | Critical care: Adult Critical Care, 0 Organs Supported (XC07Z)
rehab-bed-day | 655.97 | Rehabilitation inpatient, weighted mean (currency unit understood to be bed-day) |  | mean weighted by activity
adult-critical-care-mean | 2405.64 | Adult critical care bed-day XC01Z-XC07Z, weighted mean |  | mean weighted by activity
= 2024/25 | high | GBP/cot-day
nicu-intensive-day | 2334.2 | Critical care: Neonatal Critical Care, Intensive Care (XA01Z)
nicu-special-care-day | 1148.71 | Critical care: Neonatal Critical Care, Special Care, without External Carer (XA03Z)
= 2024/25 | high | GBP/FCE
prostatectomy-robotic-elective | 10227.15 | Elective Inpatients: Complex Robotic, Prostate or Bladder Neck Procedures (LB69Z)
prostatectomy-laparoscopic-elective | 8065.62 | Elective Inpatients: Complex Laparoscopic, Prostate or Bladder Neck Procedures (LB22Z)
prostatectomy-open-elective-cc0-1 | 7344.99 | Elective Inpatients: Complex Open, Prostate or Bladder Neck Procedures, with CC Score 0-1 (LB21B)
prostatectomy-open-elective-cc2plus | 8402.08 | Elective Inpatients: Complex Open, Prostate or Bladder Neck Procedures, with CC Score 2+ (LB21A)
antenatal-observation-nel-short | 413.08 | Non-Elective Inpatient - Short Stay: Ante-Natal Routine Observation (NZ16Z)
antenatal-major-disorder-nel-short | 457.11 | Non-Elective Inpatient - Short Stay: Ante-Natal Major Disorders with CC Score 0-1 (NZ19B)
phaco-cataract-daycase-cc0-1 | 1414.06 | Daycase: Phacoemulsification Cataract Extraction and Lens Implant, with CC Score 0-1 (BZ34C)
phaco-bilateral-daycase-cc0-1 | 2098.17 | Daycase: Bilateral Phacoemulsification Cataract Extraction and Lens Implant, with CC Score 0-1 (BZ35B)
phaco-cataract-elective-inpatient-cc0-1 | 2977.11 | Elective Inpatients: Phacoemulsification Cataract Extraction and Lens Implant, with CC Score 0-1 (BZ34C)
nel-short-stay-mean | 825.05 | Non-elective short stay FCE, weighted mean |  | mean weighted by activity
nel-long-stay-mean | 5416.7 | Non-elective long stay FCE, weighted mean |  | mean weighted by activity
elective-inpatient-mean | 6685.38 | Elective inpatient FCE, weighted mean |  | mean weighted by activity
daycase-mean | 1077.08 | Day case FCE, weighted mean |  | mean weighted by activity
colorectal-major-elective | 13617.15 | Major elective colorectal resection FF30-FF34, weighted mean (19+) |  | mean weighted by activity
phaco-daycase-mean | 1428.28 | Phaco cataract day case BZ34A-C, weighted mean |  | mean weighted by activity
phaco-elective-inpatient-mean | 3051.75 | Phaco cataract elective inpatient BZ34A-C, weighted mean |  | mean weighted by activity
copd-nel-long-stay | 3411.54 | COPD/bronchitis DZ65 long stay, weighted mean |  | mean weighted by activity
copd-nel-short-stay | 675.64 | COPD/bronchitis DZ65 short stay, weighted mean |  | mean weighted by activity
= 2024/25 | high | GBP/procedure
obstetric-ultrasound-standard-op | 180.52 | Outpatient Procedures: Ante-Natal Standard Routine Ultrasound Scan (NZ21Z)
obstetric-ultrasound-specialised-op | 194.66 | Outpatient Procedures: Ante-Natal Specialised Non-Routine Ultrasound Scan (NZ22Z)
respiratory-nurse-education-op | 231.63 | Outpatient Procedures: Respiratory Nurse or AHP, Education or Support (DZ49Z)
outpatient-procedure-mean | 232.34 | Outpatient procedure, weighted mean |  | mean weighted by activity
= 2024/25 | high | GBP/scan
mri-one-area | 190.83 | Diagnostic Imaging: Magnetic Resonance Imaging Scan of One Area, without Contrast, 19 years and over (RD01A)
ct-one-area | 124.16 | Diagnostic Imaging: Computerised Tomography Scan of One Area, without Contrast, 19 years and over (RD20A)
ultrasound-under-20min | 81.05 | Diagnostic Imaging: Ultrasound Scan with duration of less than 20 minutes, without Contrast (RD40Z)
echo-simple | 108.28 | Diagnostic Imaging: Simple Echocardiogram, 19 years and over (RD51A)
cdc-plain-film | 80.58 | Community diagnostic centres: Plain Film (PF)
= 2024/25 | high | GBP/session
hd-session-hospital | 228.97 | Hospital haemodialysis session, adults, weighted mean |  | mean weighted by activity
hd-session-satellite | 216.44 | Satellite haemodialysis session, adults, weighted mean |  | mean weighted by activity
hd-session-home | 196.52 | Home haemodialysis session, adults, weighted mean |  | mean weighted by activity
= 2024/25 | medium | GBP/FCE
copd-emergency-admission | 2008.73 | COPD emergency admission, long+short stay mix |  | 112,566 long and 118,453 short episodes; an episode is not a spell
# nhs-bnssg-analytics/ipacs-model on GitHub (commit eac2a71), model inputs and technical user guide
= 2017/18 | high | GBP/bed-day
acute-bed-day-delay-ipacs | 346 | Acute bed-day for a delayed (no criteria to reside) patient |  | GBP 2,422/week, 2017/18 NHS reference costs
= 2017/18 | high | GBP/day
d2a-p1-day | 125 | D2A pathway 1 (home with support) per day |  | GBP 875/week, NHS reference costs
d2a-p2-day | 150 | D2A pathway 2 (community bed) per day |  | GBP 1,050/week, National Audit of Intermediate Care
= 2017/18 | medium | GBP/day
d2a-p3-day | 164 | D2A pathway 3 (care-home complex assessment bed) per day |  | GBP 1,150/week, Bristol care system
# Jalilian et al, BMJ Open 2024;14:e081378, as reported by HSJ 7036461 and wigantoday.net
= 2022 | high | GBP/bed-day
acute-bed-day-wwl | 536 | General hospital bed, 24 hours (Wrightington, Wigan & Leigh)
# Jalilian et al, BMJ Open 2024, as reported by HSJ 7036461
= 2022 | high | GBP/bed-day avoided
virtual-ward-cost-per-bed-day-freed | 935 | Virtual ward cost per hospital bed-day avoided (WWL, step-down) |  | Authors: about three-quarters dearer than a bed-day; break-even needs roughly double the throughput
# derived from National Audit Office HC18 2016 (press release): £820 million for 2.7 million days
= 2014/15 | medium | GBP/bed-day
acute-bed-day-nao | 303.7 | Implied acute bed-day for older patients no longer needing acute care (820m / 2.7m days)
# assumption: between 346 (excess day, 2017/18) and 656 (rehabilitation day, 2024/25); one trust reports 536
= 2022/23 | assumption | GBP/bed-day
acute-bed-day-model-default | 500 | General acute bed-day | 300 to 700
# assumption: consumables, meals and drugs only
= 2022/23 | assumption | GBP/bed-day
acute-bed-day-marginal-default | 60 | Marginal (cashable) cost of one freed bed-day if the bed stays open | 30 to 120 | Full cost is released only when a whole ward/bay closes (step cost)
# Homecare Association (homecareassociation.org.uk): a minimum price, not the average paid
= 2019/20 | high | GBP/hour
homecare-hour-2019-20 | 18.93 | Homecare Association/UKHCA minimum price for homecare, England/GB
= 2023/24 | high | GBP/hour
homecare-hour-2023-24 | 25.95 | Homecare Association/UKHCA minimum price for homecare, England/GB
= 2024/25 | high | GBP/hour
homecare-hour-2024-25 | 28.53 | Homecare Association/UKHCA minimum price for homecare, England/GB
= 2025/26 | high | GBP/hour
homecare-hour-2025-26 | 32.14 | Homecare Association/UKHCA minimum price for homecare, England/GB
# HSJ 5091123: Department of Health announcement, October 2015
= 2016 | high | ratio
agency-premium-cap | 0.55 | Agency hourly price cap above substantive rate
# Nursing Times 7004995
= 2015/16 | high | ratio
agency-premium-actual | 0.9 | Agency nurse charge above substantive, actual, Nov-Dec 2015 |  | 90% on introduction; 91% Dec; 86% Jan
# PReCePT at innovationagencyexchange.org.uk; southwestlifesciences.com quotes about 1.60
= 2017 | high | GBP/dose
mgso4-dose | 1 | Magnesium sulphate, per dose | 1 to 1.6
# derived: AHSN Network, £38.4 million for 48 cases; NIHR Evidence quotes about £1 million; Kruse 2009 €830,000
= 2021 | medium | GBP/case
cp-lifetime-cost | 800000 | Lifetime societal cost per case of cerebral palsy | 700000 to 1000000
# Edwards et al, National PReCePT Programme evaluation, abstract
= 2018/19 | high | hours/unit
precept-backfill-hours | 90 | Funded midwife-champion backfill per unit, National PReCePT Programme (up to)
# Xydopoulos et al, Ultrasound Obstet Gynecol 2019 (abstract)
= 2017 | high | GBP/patient-week
hampton-saving-week-all | 200.69 | HBPM weekly saving per patient vs traditional monitoring
hampton-saving-week-app | 286.5 | HBPM + smartphone app weekly saving per patient
# account of the HaMpton case: around 200 to 300
= 2017 | high | GBP/patient-week
hampton-baseline-week | 250 | Standard care cost per patient-week | 200 to 300
# account of the HaMpton case: 50 to 100
= 2017 | high | GBP/patient-week
hampton-intervention-week | 75 | Home monitoring cost per patient-week | 50 to 100
# HSJ 7023088; HSJ Solutions
= 2016/17 | high | GBP
hampton-grant | 75000 | HaMpton innovation grant (development+evaluation)
# assumption
= 2017 | assumption | GBP/woman
bp-monitor-home | 50 | Validated home BP monitor + dipsticks per woman | 30 to 80 | HBPM service+device GBP 70.77/6 months in a 2009/10 Lothian trial (BMJ Open table 81366)
= 2022/23 | assumption | GBP/hour
theatre-hour-default | 1200 | Fully absorbed theatre hour | 800 to 1600
= 2022/23 | assumption | GBP/trust
nlp-dev-default | 60000 | NLP tool set-up per trust (integration, training set coding, governance) | 20000 to 150000
# University of Edinburgh Telescot Blossom page (56.99% saving; 48 patient-min and 17 staff-min saved)
= c.2012 | medium | GBP/appointment
blossom-saving-appt | 28.65 | Telemetric home BP in pregnancy: NHS saving per appointment
# derived from the ERAS+ project page of health.org.uk
= 2017 | medium | GBP/bed-day
eras-implied-bedday | 300 | Bed-day value implied by Health Foundation ERAS+ GM (1.5m / 5,000 patients / 1 day)
# ERAS+ project page of health.org.uk
= 2014 | high | GBP/year
eras-saving-mri | 500000 | ERAS+ annual saving, Manchester Royal Infirmary (over)
# Close et al, Eur Urol 2013, abstract
= 2013 paper | high | GBP/patient
robot-incremental-cost | 1412 | Robotic vs laparoscopic prostatectomy, incremental 10-yr cost per patient at 200 procedures/yr | 1304 to 1516 | 95% CI 1,304-1,516; QALY +0.08 (0.01-0.15); ICER 18,329
# Gynecol Surg 2010 (s10397-010-0577-0), abstract
= 2008 | medium | GBP/hour
theatre-staff-hour | 236.3 | Theatre staff wages per hour, one theatre (DGH, gynaecology, 2008) |  | Wages only
# assumption: consultant-led attendances are absent from the packaged National Cost Collection
= 2022/23 | assumption | GBP/attendance
outpatient-attendance-default | 150 | Consultant-led outpatient attendance | 120 to 220 | a public analysis script uses 199
# assumption, built from hourly rates of Unit Costs of Health and Social Care 2023
= 2022/23 | assumption | GBP/review
camhs-nurse-review-default | 96 | CAMHS ADHD monitoring review (staff+overheads) | 70 to 355 | NCC full-cost neurodevelopment contact is 355 (2024/25)
# assumption, solved so that the saving for each stable patient is 41%
= 2022/23 | assumption | GBP/check
pharmacy-check-fee-default | 27 | Community pharmacy ADHD physical check fee | 15 to 40
# derived: nurse band 8a of Unit Costs of Health and Social Care 2023, £76 an hour × 7.5 hours
= 2022/23 | medium | GBP/working day
qi-coach-day-default | 570 | Band 8a improvement coach, day of 7.5 h
# assumption, by the convention of NICE appraisals; Close 2013 used 30,000
= n/a | assumption | GBP/QALY
qaly-threshold | 20000 | Willingness to pay per QALY used in NICE appraisal | 20000 to 30000
# Ferguson et al, Hemodial Int 2022 (PMC9544577), abstract
= 2022 paper | high | GBP/year
facility-hd-year | 36350 | Facility haemodialysis per year incl. transport (UK)
# HM Treasury Green Book / Mott MacDonald, as quoted at ppponline.affinitext.com
= 2002 | high | ratio
optimism-bias-capex | 0.24 | Optimism bias, capital, standard buildings (Mott MacDonald mean)
optimism-bias-opex | 0.41 | Optimism bias, operating expenditure, standard buildings (Mott MacDonald mean)
`;
