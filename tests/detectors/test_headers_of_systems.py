"""Headers as forms, desks, banks and record systems write them, in four languages, from the facts on their exports."""

import pytest

from detectors.evidence.headers import read_header

HEADERS = {
    "person_name": """
        Naam van de patiënt | naam klant | Nom du bénéficiaire | Nom du client | Kundenname | Name des Gastes |
        guest_name | Requester | participant_name | Display Name | Roepnaam | gekozen voornaam | prénom social |
        prénom souhaité | Wunschname | Rufname | chosen_name | legal_first_name | legal_last_name | pref_name |
        Voorletters | Initialen | Nachname, Vorname | LastName | FirstName | fname | lname | l_name | f_name |
        surname | name_last | name_first | pat_naam | pat_voornaam | voornaam_patient | cliëntnaam | Naam en
        voornaam | titulaire du compte | Naam begunstigde | naam tegenpartij | Kontoinhaber | Bénéficiaire |
        naam_rekeninghouder | submitter | Full_Name | fullName | Nickname | middle_name | tweede voornaam |
        achternaam patiënt""",
    "former_name": """
        deadname | dode naam | morinom | Ancien nom | ancien prénom | geboortenaam | nom de jeune fille |
        meisjesnaam | voornaam bij geboorte | prénom de naissance | Geburtsname | früherer Name | previous_name
        | old_first_name | birth_name | naam voor wijziging | vorige voornaam | frühere Vornamen | name_at_birth
        | ex_name | rijksregisternaam_oud""",
    "family_member_name": """
        Naam moeder | nom du père | Name der Mutter | emergency_contact | contactpersoon bij nood | noodcontact
        naam | personne à prévenir | Notfallkontakt | partner_name | conjoint | echtgenoot | spouse |
        guardian_name | voogd | tuteur | Vormund | next of kin | parent1_name | naam ouder 1 | mantelzorger |
        Angehörige | vertrouwenspersoon""",
    "provider_name": """
        arts | behandelaar | huisarts | chirurg | verwijzer | médecin | médecin référent | chirurgien | Hausarzt
        | überweisender Arzt | Behandler | psychologue | physician | gp_name | surgeon | referring_doctor |
        prescriber | agent | responder | assignee | therapist | zorgverlener | medewerker | prestataire |
        infirmier | consultant | verpleegkundige | anesthesist | created_by | Auteur | collaborateur |
        Mitarbeiter | toegewezen aan | attribué à""",
    "provider_number": """
        RIZIV | riziv_nr | INAMI | n° inami | NIHDI | NIHII | LIKIV | erkenningsnummer | prescriber_nihdi |
        rizivnr_arts | numéro prestataire | provider_no""",
    "email": """
        e-mail | Email Address | courriel | mail | E-Mail | mailadres | contact_email | adresse mél | E-mail
        privé | email_1 | EmailAddress2 | to_emails | guest email | requester email""",
    "phone": """
        tel | GSM | telefoon | téléphone | portable | Handy | mobile | Phone1 | telefoonnummer privé | n° de
        téléphone | Rufnummer | fax | mobiel nummer | tél. fixe | cell | contact phone | work_phone | Telefon
        privat | noodnummer""",
    "street_address": """
        adres | straat | straat + nr | huisnummer | bus | rue | adresse | domicile | Straße | Hausnummer |
        addr_line1 | address1 | StreetAddress1 | Adresszeile 1 | Straat en nummer | boîte""",
    "postal_code": """
        postcode | CP | code postal | PLZ | zip | ZipCode | postal | postal_code | postnr""",
    "municipality": """
        gemeente | stad | ville | commune | localité | Ort | Wohnort | city | town | plaats | woonplaats | lieu
        de naissance | geboorteplaats | Geburtsort | birthplace | deelgemeente | place_of_birth""",
    "country": """
        land | pays | country | country_code | landcode | Herkunftsland | pays d'origine | geboorteland | nation""",
    "nationality": """
        nationaliteit | nationalité | Staatsangehörigkeit | nationality | citizenship""",
    "language": """
        taal | langue | Sprache | language | locale | voorkeurstaal | contacttaal | langue maternelle |
        preferred_locale | taalcode | langue_contact | Muttersprache | moedertaal""",
    "gender_at_birth": """
        geboortegeslacht | sexe assigné à la naissance | sab | birth_sex | toegewezen geslacht bij geboorte |
        sex_at_birth | Geburtsgeschlecht | AGAB | sexe naissance | assigned_sex""",
    "gender_identity": """
        genderidentiteit | genre | gender | gender_identity | identité de genre | gewenst geslacht |
        Geschlechtsidentität | genre vécu | desired_gender | social_gender | ervaren gender""",
    "sex_registered": """
        geslacht | sexe | Geschlecht | sex | wettelijk geslacht | legal_sex | administrative_gender | sexe légal
        | geslacht rijksregister | officieel geslacht | CD-SEX | gender_admin | sexe administratif""",
    "pronouns": """
        voornaamwoorden | pronoms | Pronomen | pronouns | preferred pronouns | aanspreekvorm""",
    "salutation": """
        aanspreking | aanhef | civilité | Anrede | titre de civilité | salutation | prefix""",
    "birth_date": """
        geboortedatum | geb.dat. | DDN | date de naissance | né(e) le | Geburtsdatum | dob | birth date |
        date_of_birth | geb_dat | BirthDate | Birthday | gebdatum | geboren op""",
    "age": """
        leeftijd | age | âge | Alter | age_at_intake | leeftijd bij intake | âge (ans)""",
    "iban": """
        IBAN | rekeningnummer | compte | numéro de compte | Kontonummer | bank account | account_iban | rekening
        begunstigde | tegenrekening | bankrekening | IBAN tegenpartij""",
    "payment_card": """
        kaartnummer | card_number | carte de crédit | Kreditkartennummer | PAN | numéro de carte | bankkaart |
        credit_card_number""",
    "payment_reference": """
        gestructureerde mededeling | OGM | communication structurée | VCS | betalingskenmerk | strukturierte
        Mitteilung | payment_reference | mededeling | structured_communication | Verwendungszweck""",
    "national_number": """
        rijksregisternummer | RRN | NISS | INSZ | n° national | numéro de registre national | national_number |
        SSIN | INSS | rr_nr | bisnummer | Nationalregisternummer | NRN | niss_patient | identificatienummer
        sociale zekerheid | national_register_no""",
    "foreign_id": """
        BSN | burgerservicenummer | NIR | n° de sécu | numéro de sécurité sociale | Steuer-IdNr | KVNR | NHS
        number | foreign_id | buitenlands id | tax_id | Sozialversicherungsnummer | matricule luxembourg |
        id_buitenland""",
    "document_number": """
        paspoortnummer | passeport | identiteitskaartnummer | n° carte d'identité | Reisepassnummer |
        passport_no | eID | id_card_number | rijbewijsnummer | permis de conduire | titre de séjour |
        verblijfskaart | kaartnummer identiteitskaart | document_no | Ausweisnummer""",
    "company_number": """
        ondernemingsnummer | KBO | BCE | n° TVA | BTW-nr | vat_number | kbo_nr | numéro d'entreprise |
        enterprise_number | Unternehmensnummer""",
    "licence_plate": """
        nummerplaat | kenteken | plaque | Kennzeichen | license_plate | immatriculation | plaque
        d'immatriculation""",
    "profession": """
        beroep | functie | profession | métier | Beruf | job_title | occupation | JobTitle | activité
        professionnelle | functietitel | fonction""",
    "organisation": """
        werkgever | bedrijf | employeur | Firma | company | organisation | school | employer_name | Company Name
        | bedrijfsnaam | société | Arbeitgeber | instelling | établissement""",
    "diet": """
        dieet | régime alimentaire | Ernährung | diet | voedingsvoorkeur | eetgewoonten | maaltijdvoorkeur |
        régime | dietary_preference | Diät""",
    "medical_condition": """
        diagnose | diagnostic | aandoening | allergieën | medical_condition | Vorerkrankungen | antécédents |
        comorbidities | icd10_code | ICD-10 | diagnosis | bloedgroep | allergies | comorbiditeit | pathologie""",
    "medication": """
        medicatie | médicament | Medikation | medication | drug_name | geneesmiddel | ATC | atc_code | posologie
        | dosering | CNK | dose | Wirkstoff""",
    "procedure": """
        ingreep | intervention | Eingriff | procedure | operatie | acte | behandeling | surgery_type | gewenste
        operatie | nomenclatuurcode | prestation | type_operation | OP-Art | type ingreep""",
    "lab_test": """
        analyse | test | labotest | analyte | loinc | examen | parameter | Laborparameter | test_code | bepaling
        | LOINC code | Untersuchung""",
    "lab_value": """
        resultaat | résultat | uitslag | Ergebnis | result | waarde | eenheid | unit | reference_range | valeur
        | Messwert | referentiewaarden | result_value | unité | Einheit | valeurs de référence""",
    "clinical_note": """
        verslag | consultverslag | compte rendu | Befund | clinical_note | note_text | anamnese |
        operatieverslag | observations cliniques | Arztbrief | progress_note | décours | evolutie | rapport
        médical""",
    "free_text": """
        opmerking | remarque | commentaire | Bemerkung | notes | comment | message | onderwerp | sujet |
        description | reden | motif | vraag | bericht | Anmerkung | Nachricht | subject | toelichting | objet |
        Betreff | reason""",
    "insurance_number": """
        aansluitingsnummer | stamnummer | n° d'affiliation | lidnummer | membership_number | policy_number |
        Mitgliedsnummer | polisnummer | numéro de mutuelle | insurance_no | inschrijvingsnummer mutualiteit | n°
        de police""",
    "insurer": """
        ziekenfonds | mutualiteit | mutuelle | Krankenkasse | insurer | verzekeraar | organisme assureur |
        health_fund | assurance | insurance_company | Versicherung""",
    "ip_address": """
        IP | ip_address | IP-adres | adresse IP | optin_ip | client_ip | remote_addr | ip adres | IP-Adresse |
        last_ip_address""",
    "mac_address": """
        MAC | mac_address | MAC-adres | adresse MAC | device_mac | client_mac""",
    "user_agent": """
        user_agent | browser | navigateur | User-Agent | browserversie | UA""",
    "url": """
        url | pagina | page | landing_page | referrer | lien | website | referer | page_path | link | URL de la
        page | Seite | site web""",
    "cookie_id": """
        cookie_id | ga_client_id | visitor_id | user_pseudo_id | session_id | cookie | _ga | bezoeker-id |
        device_id""",
    "online_account": """
        gebruikersnaam | username | instagram | facebook | skype | twitter_handle | handle | pseudo | nom
        d'utilisateur | Benutzername | login | account | discord | tiktok | user_name | Skype-naam""",
    "recording": """
        opname | recording | enregistrement | Aufnahme | recording_file | geluidsopname | video |
        enregistrement_url | audio_file | Aufzeichnung | video_url""",
    "file_name": """
        bestandsnaam | bijlage | pièce jointe | Anhang | file_name | filename | attachment | nom du fichier |
        Dateiname | fichier | bestand | attachment_name | photo""",
    "cv": """
        CV | curriculum vitae | Lebenslauf | resume | cv_file | cv_bestand | CV (pdf) | motivatiebrief""",
    "secret": """
        wachtwoord | mot de passe | Passwort | password | token | api_key | password_hash | remember_token |
        cancel_url | reset_token | two_factor_secret | Kennwort | jeton | pincode | cancel_link | mdp""",
    "record_id": """
        patient_id | dossiernummer | n° dossier | id | klantnummer | Ticket ID | numéro de patient |
        Aktenzeichen | Patientennummer | factuurnummer | n° facture | booking_id | reservation_id | record_id |
        uuid | external_id | order_no | contact_id""",
    "event_date": """
        datum | date | created_at | afspraakdatum | date de rendez-vous | Termin | datum operatie |
        date_consultation | aangemaakt op | updated_at | boekingsdatum | valutadatum | date facture | Check-in |
        Check-out | last_login | Submission Date | start_time | timestamp | datum opname | Erstellt am | date
        d'intervention | opnamedatum | Datum der Operation""",
    "amount": """
        bedrag | montant | Betrag | amount | prijs | prix | price | total | saldo | honorarium | honoraires | te
        betalen | remgeld | ticket modérateur | solde | kostprijs | Gesamtbetrag | Rechnungsbetrag |
        totaalbedrag""",
    "number": """
        aantal | nombre | Anzahl | count | quantity | score | visits | aantal sessies | nb_enfants | aantal
        kinderen | qty | pageviews | sessies | number_of_guests | nombre de visites | hits | anzahl_termine""",
    "duration": """
        duur | durée | Dauer | duration | wachttijd | time_spent | délai | duration_min | Wartezeit | duur (min)
        | length_of_stay | temps d'attente | first response time | verblijfsduur | durée (min)""",
    "flag": """
        actief | actif | aktiv | is_active | verified | deleted | geverifieerd | spam | email_verified |
        gearchiveerd | is_deleted | archived | annulé""",
    "label": """
        status | statut | type | bron | canal | kanaal | priority | prioriteit | source | categorie | groupe |
        lead_source | stage | tags | Priorität | booking_status | fase | kleur""",
    "consent": """
        toestemming | consentement | Einwilligung | consent | nieuwsbrief | newsletter | opt_in | gdpr | akkoord
        | privacy_consent | marketing_opt_in | do_not_contact | bezwaar | toestemming_onderzoek | Inscription à
        la newsletter | research_consent | consent_given | optout""",
}
"""Category → headers, parted by a bar."""


@pytest.mark.parametrize(
    ("category", "header"),
    [(category, header.strip()) for category, headers in HEADERS.items() for header in headers.split("|")],
)
def test_a_header_of_a_system_says_what_it_holds(category: str, header: str) -> None:
    first = read_header(header)[0]
    assert first.category == category
    assert first.strength >= 0.6


@pytest.mark.parametrize(
    "headers",
    [("n° de compte", "compte no", "numéro de compte", "compte_nr"), ("passport_no", "passport number", "Passport Nr."),
     ("RIZIV-nummer", "riziv_nr", "RIZIV nr.")],
)  # fmt: skip
def test_a_number_is_spelt_in_many_ways(headers: tuple[str, ...]) -> None:
    assert len({read_header(header)[0].category for header in headers}) == 1


@pytest.mark.parametrize("header", ["old_first_name", "vorige voornaam", "frühere Vornamen"])
def test_a_name_of_before_is_a_former_name(header: str) -> None:
    assert read_header(header)[0].category == "former_name"


@pytest.mark.parametrize(
    ("header", "category"),
    [("employer_name", "organisation"), ("drug_name", "medication"), ("attachment_name", "file_name")],
)
def test_the_name_of_a_thing_is_no_name_of_a_person(header: str, category: str) -> None:
    assert read_header(header)[0].category == category
