BEGIN TRANSACTION;
CREATE TABLE configuration (
	sha256 TEXT NOT NULL, 
	campaign BLOB NOT NULL, 
	units BLOB NOT NULL, 
	PRIMARY KEY (sha256)
);
INSERT INTO "configuration" VALUES('6dc8a9f9605cfebf83ace1a25232d1854ba49968ce9a1e9f6717d90ad1eab3fb',X'23205468652063616D706169676E206F662065766572792073746F72793A2066657720756E6974732C20736D616C6C20746172676574732C20746865206C69737473206F662074686520636F6E74726163742E0A0A5B63616D706169676E5D0A6E616D65203D2022303120747269E1BB87752073C3A16E67206B69E1BABF6E20287468E1BBAD206E676869E1BB876D29220A636F64655F707265666978203D2022544855220A6C6576656C203D20226469737472696374220A636F756E745F6261736973203D2022706F7274616C5F6F6E220A74696D657A6F6E65203D2022417369612F486F5F4368695F4D696E68220A0A5B6973737565725D0A6E616D65203D20224C69C3AA6E20C4916FC3A06E204C616F20C491E1BB996E6720687579E1BB876E2044C6B0C6A16E67204D696E68204368C3A275220A7375706572696F72203D20224C69C3AA6E20C4916FC3A06E204C616F20C491E1BB996E672074E1BB896E682054C3A279204E696E68220A706C616365203D2022487579E1BB876E2044C6B0C6A16E67204D696E68204368C3A275220A616464726573736565203D202242616E205468C6B0E1BB9D6E672076E1BBA5204C69C3AA6E20C4916FC3A06E204C616F20C491E1BB996E672074E1BB896E682054C3A279204E696E68220A0A5B5B70686173655D5D0A6E756D626572203D20310A6E616D65203D20224769616920C4916FE1BAA16E2031220A66697273745F646179203D20323032322D30312D30380A6C6173745F646179203D20323032322D30352D33310A746172676574203D2031300A0A5B5B70686173655D5D0A6E756D626572203D20320A6E616D65203D20224769616920C4916FE1BAA16E2032220A66697273745F646179203D20323032322D30362D30310A6C6173745F646179203D20323032332D30392D30310A746172676574203D2031310A0A5B6170706C69636174696F6E5F77696E646F775D0A66697273745F646179203D20323032312D30392D30310A6C6173745F646179203D20323032332D30392D30310A0A5B6C697374735D0A617574686F725F67726F7570203D205B2243C3A16E2062E1BB992C2063C3B46E67206368E1BBA9632C207669C3AA6E206368E1BBA963222C202243C3B46E67206E68C3A26E2C206C616F20C491E1BB996E6720646F616E68206E676869E1BB8770222C202243C3A16E2062E1BB992063C3B46E6720C4916FC3A06E222C20224B68C3A163225D0A736F6C7574696F6E5F6B696E64203D205B0A20202020224769E1BAA369207068C3A170206BE1BBB920746875E1BAAD74222C0A20202020224769E1BAA369207068C3A170207175E1BAA36E206CC3BD222C0A20202020224769E1BAA369207068C3A1702074C3A163206E676869E1BB8770222C0A20202020224769E1BAA369207068C3A17020E1BBA96E672064E1BBA56E67207469E1BABF6E2062E1BB99206BE1BBB920746875E1BAAD742C2063C3B46E67206E6768E1BB87222C0A2020202022C490E1BB812074C3A069206E676869C3AA6E2063E1BBA975206B686F612068E1BB8D63222C0A5D0A6669656C645F6F665F776F726B203D205B0A20202020224769C3A16F2064E1BBA5632076C3A020C491C3A06F2074E1BAA16F222C0A2020202022592074E1BABF222C0A202020202253E1BAA36E207875E1BAA5742C206B696E6820646F616E68222C0A2020202022486FE1BAA17420C491E1BB996E672063C3B46E6720C4916FC3A06E222C0A202020202243C3B46E67206E6768E1BB87207468C3B46E672074696E222C0A20202020224B68C3A163222C0A5D0A',X'756E69745F636F64652C756E69745F6E616D652C626C6F636B2C636F6D6D756E652C7461726765745F70686173655F312C7461726765745F70686173655F320D0A544830312C43C4904353205472C6B0E1BB9D6E67205469E1BB83752068E1BB8D63205068616E2C5472C6B0E1BB9D6E672068E1BB8D632C5068616E2C342C340D0A544830322C43C4904353205472C6B0E1BB9D6E67205469E1BB83752068E1BB8D63205375E1BB916920C490C3A12C5472C6B0E1BB9D6E672068E1BB8D632C5375E1BB916920C490C3A12C332C330D0A584130312C43C49043532078C3A32042C3A075204EC4836E672C2258C3A32C207468E1BB8B207472E1BAA56E222C42C3A075204EC4836E672C322C320D0A444E30312C43C49043532043C3B46E672074792043616F2073752042E1BABF6E2043E1BBA7692C446F616E68206E676869E1BB87702C42E1BABF6E2043E1BBA7692C312C320D0A');
CREATE TABLE exclusion (
	number INTEGER NOT NULL, 
	decided_at TEXT NOT NULL, 
	decided_by TEXT NOT NULL, 
	kind TEXT NOT NULL CHECK (kind IN ('submission', 'initiative')), 
	target TEXT NOT NULL, 
	is_excluded INTEGER NOT NULL, 
	why TEXT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "exclusion" VALUES(1,'2022-05-21T03:00:00+00:00','ntbinh','initiative','THU-0001',1,'Tỉnh không công nhận');
INSERT INTO "exclusion" VALUES(2,'2022-05-21T03:00:00+00:00','ntbinh','submission','4b87f1ee903de27b60e9bac2c3db993c5e93e93f94c62eb1e05a47707971daad',1,'Gửi nhầm');
INSERT INTO "exclusion" VALUES(3,'2022-05-21T03:00:00+00:00','ntbinh','initiative','THU-0001',0,'Tỉnh xét lại');
CREATE TABLE initiative (
	number INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	unit_code TEXT NOT NULL, 
	allotted_run INTEGER NOT NULL, 
	stands_in TEXT, 
	PRIMARY KEY (number), 
	UNIQUE (code), 
	FOREIGN KEY(stands_in) REFERENCES initiative (code)
);
INSERT INTO "initiative" VALUES(1,'THU-0001','DN01',1,NULL);
INSERT INTO "initiative" VALUES(2,'THU-0002','TH01',1,NULL);
INSERT INTO "initiative" VALUES(3,'THU-0003','TH01',1,NULL);
CREATE TABLE initiative_row (
	sha256 TEXT NOT NULL, 
	sheet TEXT NOT NULL, 
	"row" INTEGER NOT NULL, 
	given_run INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	PRIMARY KEY (sha256, sheet, "row", given_run), 
	FOREIGN KEY(sha256) REFERENCES submission (sha256), 
	FOREIGN KEY(code) REFERENCES initiative (code)
);
INSERT INTO "initiative_row" VALUES('4b87f1ee903de27b60e9bac2c3db993c5e93e93f94c62eb1e05a47707971daad','Sáng kiến',2,1,'THU-0002');
INSERT INTO "initiative_row" VALUES('4b87f1ee903de27b60e9bac2c3db993c5e93e93f94c62eb1e05a47707971daad','Sáng kiến',3,1,'THU-0003');
INSERT INTO "initiative_row" VALUES('968fe3109aad7bb1878e205d0c40f8899e5f6be1ff7f24bc5d9d358cfe8923bd','Sáng kiến',2,1,'THU-0001');
INSERT INTO "initiative_row" VALUES('1adf4c979ff6024b8d39f95f462c5831419535987761a9b77ca2ac6ebfc6e113','Sáng kiến',2,2,'THU-0002');
INSERT INTO "initiative_row" VALUES('1adf4c979ff6024b8d39f95f462c5831419535987761a9b77ca2ac6ebfc6e113','Sáng kiến',3,2,'THU-0003');
CREATE TABLE judgement (
	number INTEGER NOT NULL, 
	judged_at TEXT NOT NULL, 
	judged_by TEXT NOT NULL, 
	code_a TEXT NOT NULL, 
	code_b TEXT NOT NULL, 
	verdict TEXT NOT NULL CHECK (verdict IN ('same', 'distinct', 'unknown')), 
	note TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(code_a) REFERENCES initiative (code), 
	FOREIGN KEY(code_b) REFERENCES initiative (code)
);
INSERT INTO "judgement" VALUES(1,'2022-05-21T03:00:00+00:00','ntbinh','THU-0001','THU-0002','distinct','');
CREATE TABLE run (
	number INTEGER NOT NULL, 
	as_of TEXT NOT NULL, 
	started_at TEXT NOT NULL, 
	exit_code INTEGER NOT NULL, 
	product_version TEXT NOT NULL, 
	rules_version TEXT NOT NULL, 
	configuration_sha256 TEXT NOT NULL, 
	exclusion_count INTEGER NOT NULL, 
	since_run INTEGER, 
	summary TEXT NOT NULL, 
	outputs TEXT NOT NULL, 
	manifest_sha256 TEXT NOT NULL, 
	inputs BLOB NOT NULL, 
	standings BLOB NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(configuration_sha256) REFERENCES configuration (sha256), 
	FOREIGN KEY(since_run) REFERENCES run (number)
);
INSERT INTO "run" VALUES(1,'2022-05-20','2022-05-20T09:00:00+07:00',0,'0.1.0','fe728b1d923b','6dc8a9f9605cfebf83ace1a25232d1854ba49968ce9a1e9f6717d90ad1eab3fb',0,NULL,'{
 "schema": "sangkien.summary/1",
 "as_of": "2022-05-20",
 "level": "district",
 "files": {
  "received": 2,
  "accepted": 2,
  "accepted_with_errors": 0,
  "refused": 0,
  "unchanged": 0,
  "later": 0
 },
 "rows": {
  "read": 3,
  "counted": 3,
  "pending": 0,
  "ineligible": 0,
  "duplicate": 0,
  "superseded": 0,
  "withdrawn": 0,
  "rejected": 0
 },
 "phases": [
  {
   "phase": 1,
   "target": 10,
   "counted": 3,
   "rate": 0.3
  },
  {
   "phase": 2,
   "target": 11,
   "counted": 0,
   "rate": 0.0
  }
 ],
 "units": [
  {
   "unit_code": "TH01",
   "unit_name": "CĐCS Trường Tiểu học Phan",
   "block": "Trường học",
   "commune": "Phan",
   "reported": true,
   "zero_report": false,
   "target": 8,
   "counted": 2,
   "pending": 0,
   "rate": 0.25,
   "phases": [
    {
     "phase": 1,
     "target": 4,
     "counted": 2,
     "rate": 0.5
    },
    {
     "phase": 2,
     "target": 4,
     "counted": 0,
     "rate": 0.0
    }
   ]
  },
  {
   "unit_code": "TH02",
   "unit_name": "CĐCS Trường Tiểu học Suối Đá",
   "block": "Trường học",
   "commune": "Suối Đá",
   "reported": false,
   "zero_report": false,
   "target": 6,
   "counted": 0,
   "pending": 0,
   "rate": 0.0,
   "phases": [
    {
     "phase": 1,
     "target": 3,
     "counted": 0,
     "rate": 0.0
    },
    {
     "phase": 2,
     "target": 3,
     "counted": 0,
     "rate": 0.0
    }
   ]
  },
  {
   "unit_code": "XA01",
   "unit_name": "CĐCS xã Bàu Năng",
   "block": "Xã, thị trấn",
   "commune": "Bàu Năng",
   "reported": false,
   "zero_report": false,
   "target": 4,
   "counted": 0,
   "pending": 0,
   "rate": 0.0,
   "phases": [
    {
     "phase": 1,
     "target": 2,
     "counted": 0,
     "rate": 0.0
    },
    {
     "phase": 2,
     "target": 2,
     "counted": 0,
     "rate": 0.0
    }
   ]
  },
  {
   "unit_code": "DN01",
   "unit_name": "CĐCS Công ty Cao su Bến Củi",
   "block": "Doanh nghiệp",
   "commune": "Bến Củi",
   "reported": true,
   "zero_report": false,
   "target": 3,
   "counted": 1,
   "pending": 0,
   "rate": 0.3333,
   "phases": [
    {
     "phase": 1,
     "target": 1,
     "counted": 1,
     "rate": 1.0
    },
    {
     "phase": 2,
     "target": 2,
     "counted": 0,
     "rate": 0.0
    }
   ]
  }
 ],
 "by": {
  "block": {
   "Trường học": 2,
   "Cơ quan hành chính": 0,
   "Xã, thị trấn": 0,
   "Y tế": 0,
   "Doanh nghiệp": 1,
   "Khác": 0
  },
  "commune": {
   "Phan": 2,
   "Suối Đá": 0,
   "Bàu Năng": 0,
   "Bến Củi": 1
  },
  "author_group": {
   "Cán bộ, công chức, viên chức": 3,
   "Công nhân, lao động doanh nghiệp": 0,
   "Cán bộ công đoàn": 0,
   "Khác": 0
  },
  "solution_kind": {
   "Giải pháp kỹ thuật": 0,
   "Giải pháp quản lý": 0,
   "Giải pháp tác nghiệp": 3,
   "Giải pháp ứng dụng tiến bộ kỹ thuật, công nghệ": 0,
   "Đề tài nghiên cứu khoa học": 0
  },
  "field_of_work": {
   "Giáo dục và đào tạo": 3,
   "Y tế": 0,
   "Sản xuất, kinh doanh": 0,
   "Hoạt động công đoàn": 0,
   "Công nghệ thông tin": 0,
   "Khác": 0
  }
 },
 "benefit_vnd": 0,
 "review": {
  "open": 0,
  "decided": 0
 },
 "findings": {},
 "changes": {
  "since": null,
  "counted": {
   "before": 0,
   "after": 3,
   "difference": 3
  },
  "lines": {
   "new": 3,
   "recognised": 0,
   "mended": 0,
   "no_longer_duplicate": 0,
   "revived": 0,
   "included": 0,
   "restored": 0,
   "withdrawn": 0,
   "duplicate": 0,
   "superseded": 0,
   "back_to_pending": 0,
   "ineligible": 0,
   "excluded": 0,
   "rejected": 0,
   "gone": 0
  },
  "phase_changed": 0,
  "phases": [
   {
    "phase": 1,
    "before": 0,
    "after": 3,
    "difference": 3,
    "lines": {
     "new": 3,
     "recognised": 0,
     "mended": 0,
     "no_longer_duplicate": 0,
     "revived": 0,
     "included": 0,
     "restored": 0,
     "withdrawn": 0,
     "duplicate": 0,
     "superseded": 0,
     "back_to_pending": 0,
     "ineligible": 0,
     "excluded": 0,
     "rejected": 0,
     "gone": 0,
     "phase_changed": 0
    }
   },
   {
    "phase": 2,
    "before": 0,
    "after": 0,
    "difference": 0,
    "lines": {
     "new": 0,
     "recognised": 0,
     "mended": 0,
     "no_longer_duplicate": 0,
     "revived": 0,
     "included": 0,
     "restored": 0,
     "withdrawn": 0,
     "duplicate": 0,
     "superseded": 0,
     "back_to_pending": 0,
     "ineligible": 0,
     "excluded": 0,
     "rejected": 0,
     "gone": 0,
     "phase_changed": 0
    }
   }
  ],
  "units": [
   {
    "unit_code": "DN01",
    "before": 0,
    "after": 1,
    "difference": 1,
    "lines": {
     "new": 1
    },
    "phase_changed": 0
   },
   {
    "unit_code": "TH01",
    "before": 0,
    "after": 2,
    "difference": 2,
    "lines": {
     "new": 2
    },
    "phase_changed": 0
   }
  ]
 }
}
','{"bao-cao.docx": "cc7a046c3c63e4d42fe28512345822d96020b982fecc2dea651118c41341ea06", "cong-van.docx": "a34d69cb0eb868ad035e411d29cde17c1571340c0fd5523670a948f133a5c6b3", "danh-sach/DN01.xlsx": "62f13000f2aba9f43687e801b1193b4ef7c1f3e6ecefea644c93de1507a6f988", "danh-sach/TH01.xlsx": "03aed4043b908040643c59e3db9918a7a7b4eef77b68a871b89a5adbf5557cb9", "don-doc/TH01.txt": "db1c6984cf1d22dd68c148a24f049a14aa853b0ee26ecbdda9eb09cc81831af1", "don-doc/TH02.txt": "76c110bd01c158b3691a9efef8bd1df416e9c3d04c259f3d8eff7c34f0a9992f", "don-doc/XA01.txt": "c768bdf6fbce89c4a456ec04ff86768442d0942407fcd50e94dc0d0343b9ef5b", "du-lieu/fates.csv": "830bb2eedaa5fb4810537eefacbfa899317af634205ea60d6dca95c3466afcaf", "du-lieu/findings.csv": "452acedf5e5cbd0d974c9e474b11690fc06e1482fc6f8ce1941b25d9c72cab3d", "du-lieu/initiatives.csv": "ecb9d3a66acda0f47ff0ac8a5db11a769b86869566aaacadc2e671793067bad3", "phu-luc.xlsx": "c4102e038db3ed56e83c951d44024a8d2f04fb9c55a45daaa536e423b77e7b87", "summary.json": "5377f15470093f028022775168466535dea774ad61a39b70f6db032e1ee75ec7"}','e23ea0190ac3fc3eef8ecd904f2c8dcebe7955003abfb623f44f77bdf0993786',X'789CCD503D6BC3400CFD2BE6D62645A7F359A7CC1D3A65CA564AB80F891A8C03711C4C4BFF7BCF5E4AA143C7C243E809E93D9E5E3E8CF6839843639E8E601F97615ACCAE31D35B44DFAD63EE828AB3C031164AC9060A82E00BE416340466F1DA25B1AAA4D8A6EC0B17E74356098C2E954DAD7F5F2D08812ABBCE632576ED244B7F97728EB7D50A01710F7E8F70023E00543C00D5BA69888C7FD9EBA7733F56A4CB52776FD75936239DA738ACC7E673D77C873E3DFF1ABA4D81D48A30B82248A903E11433665712B3CB5ED85528B7B9434956C0C7960888C996FAA81FA103FC83D0AF5F4C3F8249',X'789C8B8E560AF108D53530303054D2515072F183D0C9F9A57925A92940A661AC8E025C8D11482EC403AF1A635C6A62018AD11A7F','c46a6c1e378ca269a542a305e898a34841f36ffff8fb89cb15cb6fd6101165d8');
INSERT INTO "run" VALUES(2,'2022-05-21','2022-05-21T09:00:00+07:00',0,'0.1.0','fe728b1d923b','6dc8a9f9605cfebf83ace1a25232d1854ba49968ce9a1e9f6717d90ad1eab3fb',0,1,'{
 "schema": "sangkien.summary/1",
 "as_of": "2022-05-21",
 "level": "district",
 "files": {
  "received": 2,
  "accepted": 2,
  "accepted_with_errors": 0,
  "refused": 0,
  "unchanged": 0,
  "later": 0
 },
 "rows": {
  "read": 5,
  "counted": 3,
  "pending": 0,
  "ineligible": 0,
  "duplicate": 0,
  "superseded": 2,
  "withdrawn": 0,
  "rejected": 0
 },
 "phases": [
  {
   "phase": 1,
   "target": 10,
   "counted": 3,
   "rate": 0.3
  },
  {
   "phase": 2,
   "target": 11,
   "counted": 0,
   "rate": 0.0
  }
 ],
 "units": [
  {
   "unit_code": "TH01",
   "unit_name": "CĐCS Trường Tiểu học Phan",
   "block": "Trường học",
   "commune": "Phan",
   "reported": true,
   "zero_report": false,
   "target": 8,
   "counted": 2,
   "pending": 0,
   "rate": 0.25,
   "phases": [
    {
     "phase": 1,
     "target": 4,
     "counted": 2,
     "rate": 0.5
    },
    {
     "phase": 2,
     "target": 4,
     "counted": 0,
     "rate": 0.0
    }
   ]
  },
  {
   "unit_code": "TH02",
   "unit_name": "CĐCS Trường Tiểu học Suối Đá",
   "block": "Trường học",
   "commune": "Suối Đá",
   "reported": false,
   "zero_report": false,
   "target": 6,
   "counted": 0,
   "pending": 0,
   "rate": 0.0,
   "phases": [
    {
     "phase": 1,
     "target": 3,
     "counted": 0,
     "rate": 0.0
    },
    {
     "phase": 2,
     "target": 3,
     "counted": 0,
     "rate": 0.0
    }
   ]
  },
  {
   "unit_code": "XA01",
   "unit_name": "CĐCS xã Bàu Năng",
   "block": "Xã, thị trấn",
   "commune": "Bàu Năng",
   "reported": false,
   "zero_report": false,
   "target": 4,
   "counted": 0,
   "pending": 0,
   "rate": 0.0,
   "phases": [
    {
     "phase": 1,
     "target": 2,
     "counted": 0,
     "rate": 0.0
    },
    {
     "phase": 2,
     "target": 2,
     "counted": 0,
     "rate": 0.0
    }
   ]
  },
  {
   "unit_code": "DN01",
   "unit_name": "CĐCS Công ty Cao su Bến Củi",
   "block": "Doanh nghiệp",
   "commune": "Bến Củi",
   "reported": true,
   "zero_report": false,
   "target": 3,
   "counted": 1,
   "pending": 0,
   "rate": 0.3333,
   "phases": [
    {
     "phase": 1,
     "target": 1,
     "counted": 1,
     "rate": 1.0
    },
    {
     "phase": 2,
     "target": 2,
     "counted": 0,
     "rate": 0.0
    }
   ]
  }
 ],
 "by": {
  "block": {
   "Trường học": 2,
   "Cơ quan hành chính": 0,
   "Xã, thị trấn": 0,
   "Y tế": 0,
   "Doanh nghiệp": 1,
   "Khác": 0
  },
  "commune": {
   "Phan": 2,
   "Suối Đá": 0,
   "Bàu Năng": 0,
   "Bến Củi": 1
  },
  "author_group": {
   "Cán bộ, công chức, viên chức": 3,
   "Công nhân, lao động doanh nghiệp": 0,
   "Cán bộ công đoàn": 0,
   "Khác": 0
  },
  "solution_kind": {
   "Giải pháp kỹ thuật": 0,
   "Giải pháp quản lý": 0,
   "Giải pháp tác nghiệp": 3,
   "Giải pháp ứng dụng tiến bộ kỹ thuật, công nghệ": 0,
   "Đề tài nghiên cứu khoa học": 0
  },
  "field_of_work": {
   "Giáo dục và đào tạo": 3,
   "Y tế": 0,
   "Sản xuất, kinh doanh": 0,
   "Hoạt động công đoàn": 0,
   "Công nghệ thông tin": 0,
   "Khác": 0
  }
 },
 "benefit_vnd": 0,
 "review": {
  "open": 0,
  "decided": 0
 },
 "findings": {},
 "changes": {
  "since": "2022-05-20",
  "counted": {
   "before": 3,
   "after": 3,
   "difference": 0
  },
  "lines": {
   "new": 0,
   "recognised": 0,
   "mended": 0,
   "no_longer_duplicate": 0,
   "revived": 0,
   "included": 0,
   "restored": 0,
   "withdrawn": 0,
   "duplicate": 0,
   "superseded": 0,
   "back_to_pending": 0,
   "ineligible": 0,
   "excluded": 0,
   "rejected": 0,
   "gone": 0
  },
  "phase_changed": 0,
  "phases": [
   {
    "phase": 1,
    "before": 3,
    "after": 3,
    "difference": 0,
    "lines": {
     "new": 0,
     "recognised": 0,
     "mended": 0,
     "no_longer_duplicate": 0,
     "revived": 0,
     "included": 0,
     "restored": 0,
     "withdrawn": 0,
     "duplicate": 0,
     "superseded": 0,
     "back_to_pending": 0,
     "ineligible": 0,
     "excluded": 0,
     "rejected": 0,
     "gone": 0,
     "phase_changed": 0
    }
   },
   {
    "phase": 2,
    "before": 0,
    "after": 0,
    "difference": 0,
    "lines": {
     "new": 0,
     "recognised": 0,
     "mended": 0,
     "no_longer_duplicate": 0,
     "revived": 0,
     "included": 0,
     "restored": 0,
     "withdrawn": 0,
     "duplicate": 0,
     "superseded": 0,
     "back_to_pending": 0,
     "ineligible": 0,
     "excluded": 0,
     "rejected": 0,
     "gone": 0,
     "phase_changed": 0
    }
   }
  ],
  "units": []
 }
}
','{"bao-cao.docx": "d787d827cfd8cca1233d71939a7dfd02626f2aa3f74fecd927c7c4f776849309", "cong-van.docx": "76e8d2016c48cf32386f08753f3acb183996671ea3ae3362575a0ed4b3271873", "danh-sach/DN01.xlsx": "37c54377a87ad655e49b9fcf4a4ab045948d29f29eb1bd7659437be4dc829aab", "danh-sach/TH01.xlsx": "3efef8309621173b19481cd2977321ea21be47b4da868c2d18c9944039c8a05e", "don-doc/TH01.txt": "de66371e13f947c4c047139a7325a17225a3abe26a146a8ae49f749731fbc5bd", "don-doc/TH02.txt": "9a240d0fd471fcd4e38054e9e4a0e09072d28dffcbfbc1765cd3823803c95294", "don-doc/XA01.txt": "14109cfd4420e41d15e39a3e67c4d12c13f3c530d67229a7e18e14ea6837687b", "du-lieu/fates.csv": "73cef25e3ed37f04da81adf37cb8e61bbb2248df7d2706365ccf144e8a504b8c", "du-lieu/findings.csv": "452acedf5e5cbd0d974c9e474b11690fc06e1482fc6f8ce1941b25d9c72cab3d", "du-lieu/initiatives.csv": "1eb8a114cecf4f909e0d6b628ecc7110924fb2b04ace302404c271d6ee81ef5c", "phu-luc.xlsx": "dfbbed9b5525d441dd322c4cc6f72c685cc72579cc935ea7b7b12cffe974eff5", "summary.json": "fc92e3c2335ec05a6c0e9f9a1da5a0e2dab1a40d4fe366ba7725a2f68c844919"}','b168fc4f612285fb286d15eaf1c81d1af312f610ec67c2541073a5973d6551f3',X'789CBD92CF4A033110C65F65D9ABAD4C269B4CA6670F9E3CF52652F26706179615BAAD14C5E7F11D7C1BDFC46C0F4AB1885E848F2113BECCC78FC9ED73ABFD20EDAA69AF6EC05C1E86E9D02E9A76BA8FE8FC7CCD3EA858031C63A1944CA02008AE40EE40436016A73E895125C52E6557B85817B24A60B4A91CA7F54F73042150EDB6FBB136663E4996FE51CA26EEE62804C425B825C21A780550750154EB7186C8F81B5F3F6DFAB12A3D1CAA77B7DDCB3148F7531CE6C7EDCBA2F9825E5F836986F7B7D7B1C133F02616ED3213AB7AA874A1585676DA79CC2E58D31976D67120F2267222CA1163F692B41663EC093CE3273CFE006F7E097FCEF777F833D01593D48830D82248C983708A19B32D89D966276CAB94BBEC51921170B123026232A5FE9213E800FFBC718DC3F48DFAEE035915C631',X'789C8B8E560AF108D53530303054D2515072F183D0C9F9A57925A92940A661AC8E025C8D11482EC403AF1A635C6A62018AD11A7F','c673674f6657b18021f5a59dd51b38324475c79fa96b60224d90da656f169a11');
INSERT INTO "run" VALUES(3,'2022-05-22','2022-05-22T09:00:00+07:00',0,'0.1.0','fe728b1d923b','6dc8a9f9605cfebf83ace1a25232d1854ba49968ce9a1e9f6717d90ad1eab3fb',3,2,'{
 "schema": "sangkien.summary/1",
 "as_of": "2022-05-22",
 "level": "district",
 "files": {
  "received": 2,
  "accepted": 2,
  "accepted_with_errors": 0,
  "refused": 0,
  "unchanged": 0,
  "later": 0
 },
 "rows": {
  "read": 5,
  "counted": 3,
  "pending": 0,
  "ineligible": 0,
  "duplicate": 0,
  "superseded": 2,
  "withdrawn": 0,
  "rejected": 0
 },
 "phases": [
  {
   "phase": 1,
   "target": 10,
   "counted": 3,
   "rate": 0.3
  },
  {
   "phase": 2,
   "target": 11,
   "counted": 0,
   "rate": 0.0
  }
 ],
 "units": [
  {
   "unit_code": "TH01",
   "unit_name": "CĐCS Trường Tiểu học Phan",
   "block": "Trường học",
   "commune": "Phan",
   "reported": true,
   "zero_report": false,
   "target": 8,
   "counted": 2,
   "pending": 0,
   "rate": 0.25,
   "phases": [
    {
     "phase": 1,
     "target": 4,
     "counted": 2,
     "rate": 0.5
    },
    {
     "phase": 2,
     "target": 4,
     "counted": 0,
     "rate": 0.0
    }
   ]
  },
  {
   "unit_code": "TH02",
   "unit_name": "CĐCS Trường Tiểu học Suối Đá",
   "block": "Trường học",
   "commune": "Suối Đá",
   "reported": false,
   "zero_report": false,
   "target": 6,
   "counted": 0,
   "pending": 0,
   "rate": 0.0,
   "phases": [
    {
     "phase": 1,
     "target": 3,
     "counted": 0,
     "rate": 0.0
    },
    {
     "phase": 2,
     "target": 3,
     "counted": 0,
     "rate": 0.0
    }
   ]
  },
  {
   "unit_code": "XA01",
   "unit_name": "CĐCS xã Bàu Năng",
   "block": "Xã, thị trấn",
   "commune": "Bàu Năng",
   "reported": false,
   "zero_report": false,
   "target": 4,
   "counted": 0,
   "pending": 0,
   "rate": 0.0,
   "phases": [
    {
     "phase": 1,
     "target": 2,
     "counted": 0,
     "rate": 0.0
    },
    {
     "phase": 2,
     "target": 2,
     "counted": 0,
     "rate": 0.0
    }
   ]
  },
  {
   "unit_code": "DN01",
   "unit_name": "CĐCS Công ty Cao su Bến Củi",
   "block": "Doanh nghiệp",
   "commune": "Bến Củi",
   "reported": true,
   "zero_report": false,
   "target": 3,
   "counted": 1,
   "pending": 0,
   "rate": 0.3333,
   "phases": [
    {
     "phase": 1,
     "target": 1,
     "counted": 1,
     "rate": 1.0
    },
    {
     "phase": 2,
     "target": 2,
     "counted": 0,
     "rate": 0.0
    }
   ]
  }
 ],
 "by": {
  "block": {
   "Trường học": 2,
   "Cơ quan hành chính": 0,
   "Xã, thị trấn": 0,
   "Y tế": 0,
   "Doanh nghiệp": 1,
   "Khác": 0
  },
  "commune": {
   "Phan": 2,
   "Suối Đá": 0,
   "Bàu Năng": 0,
   "Bến Củi": 1
  },
  "author_group": {
   "Cán bộ, công chức, viên chức": 3,
   "Công nhân, lao động doanh nghiệp": 0,
   "Cán bộ công đoàn": 0,
   "Khác": 0
  },
  "solution_kind": {
   "Giải pháp kỹ thuật": 0,
   "Giải pháp quản lý": 0,
   "Giải pháp tác nghiệp": 3,
   "Giải pháp ứng dụng tiến bộ kỹ thuật, công nghệ": 0,
   "Đề tài nghiên cứu khoa học": 0
  },
  "field_of_work": {
   "Giáo dục và đào tạo": 3,
   "Y tế": 0,
   "Sản xuất, kinh doanh": 0,
   "Hoạt động công đoàn": 0,
   "Công nghệ thông tin": 0,
   "Khác": 0
  }
 },
 "benefit_vnd": 0,
 "review": {
  "open": 0,
  "decided": 0
 },
 "findings": {
  "submission_excluded": 1
 },
 "changes": {
  "since": "2022-05-21",
  "counted": {
   "before": 3,
   "after": 3,
   "difference": 0
  },
  "lines": {
   "new": 0,
   "recognised": 0,
   "mended": 0,
   "no_longer_duplicate": 0,
   "revived": 0,
   "included": 0,
   "restored": 0,
   "withdrawn": 0,
   "duplicate": 0,
   "superseded": 0,
   "back_to_pending": 0,
   "ineligible": 0,
   "excluded": 0,
   "rejected": 0,
   "gone": 0
  },
  "phase_changed": 0,
  "phases": [
   {
    "phase": 1,
    "before": 3,
    "after": 3,
    "difference": 0,
    "lines": {
     "new": 0,
     "recognised": 0,
     "mended": 0,
     "no_longer_duplicate": 0,
     "revived": 0,
     "included": 0,
     "restored": 0,
     "withdrawn": 0,
     "duplicate": 0,
     "superseded": 0,
     "back_to_pending": 0,
     "ineligible": 0,
     "excluded": 0,
     "rejected": 0,
     "gone": 0,
     "phase_changed": 0
    }
   },
   {
    "phase": 2,
    "before": 0,
    "after": 0,
    "difference": 0,
    "lines": {
     "new": 0,
     "recognised": 0,
     "mended": 0,
     "no_longer_duplicate": 0,
     "revived": 0,
     "included": 0,
     "restored": 0,
     "withdrawn": 0,
     "duplicate": 0,
     "superseded": 0,
     "back_to_pending": 0,
     "ineligible": 0,
     "excluded": 0,
     "rejected": 0,
     "gone": 0,
     "phase_changed": 0
    }
   }
  ],
  "units": []
 }
}
','{"bao-cao.docx": "a47889117753b66f04566a4e6a646e2bdb03bb44dbd917739013b4672099e5aa", "cong-van.docx": "0c10d752e9259806e29ec2fcd6cf342836a96fe0d1902c876bbb312dc1fac5b7", "danh-sach/DN01.xlsx": "6c570a688d5bea3b1814f6ac96c3157ad4ebad85e56a74b3f31c466997c111f9", "danh-sach/TH01.xlsx": "609411ed169dd4f75f5dce796030fd97c1a25749f528382cb1306b35bf6293b8", "don-doc/TH01.txt": "12071e20be1dce802d3421d3fbd063695d4b52a9bd44f54c17f6c1d727dd577f", "don-doc/TH02.txt": "9041d13a502b880ddbabf852e6fa28aa6a2c7033298f259f90f8bc64db6433a2", "don-doc/XA01.txt": "df4047c3cb40ef9246c729d040a9bc24e4c97baebb8550402769bf5e26d54883", "du-lieu/fates.csv": "73cef25e3ed37f04da81adf37cb8e61bbb2248df7d2706365ccf144e8a504b8c", "du-lieu/findings.csv": "22ca4a6a81e68393b9f166655bb63601648b03324e97e02c9ddda71008b4049d", "du-lieu/initiatives.csv": "1eb8a114cecf4f909e0d6b628ecc7110924fb2b04ace302404c271d6ee81ef5c", "phu-luc.xlsx": "bd47a1293595a2710ede0ae07e24f0cf52a99da8d721c194158688f576ba5a60", "summary.json": "98fd7085a7f3ec58e157d9db18679b10bc45e3e7753798aa1130f414571b2b88"}','bf00bd8b6c6635f0576d1c933198d32894335fce5c7af8053c00843d584db126',X'789CBD92CF4A033110C65F65D9ABAD4C269B4CA6670F9E3CF52652F26706179615BAAD14C5E7F11D7C1BDFC46C0F4AB1885E848F2113BECCC78FC9ED73ABFD20EDAA69AF6EC05C1E86E9D02E9A76BA8FE8FC7CCD3EA858031C63A1944CA02008AE40EE40436016A73E895125C52E6557B85817B24A60B4A91CA7F54F73042150EDB6FBB136663E4996FE51CA26EEE62804C425B825C21A780550750154EB7186C8F81B5F3F6DFAB12A3D1CAA77B7DDCB3148F7531CE6C7EDCBA2F9825E5F836986F7B7D7B1C133F02616ED3213AB7AA874A1585676DA79CC2E58D31976D67120F2267222CA1163F692B41663EC093CE3273CFE006F7E097FCEF777F833D01593D48830D82248C983708A19B32D89D966276CAB94BBEC51921170B123026232A5FE9213E800FFBC718DC3F48DFAEE035915C631',X'789C8B8E560AF108D53530303054D2515072F183D0C9F9A57925A92940A661AC8E025C8D11482EC403AF1A635C6A62018AD11A7F','1adf76d6603ac66895ed33acd992ef413cc639313f085b3260b61ecfc5dbe5e7');
CREATE TABLE sighting (
	sha256 TEXT NOT NULL, 
	file TEXT NOT NULL, 
	first_seen_at TEXT NOT NULL, 
	last_seen_at TEXT NOT NULL, 
	PRIMARY KEY (sha256, file), 
	FOREIGN KEY(sha256) REFERENCES submission (sha256)
);
INSERT INTO "sighting" VALUES('968fe3109aad7bb1878e205d0c40f8899e5f6be1ff7f24bc5d9d358cfe8923bd','DN01.xlsx','2022-05-20T09:00:00+07:00','2022-05-22T09:00:00+07:00');
INSERT INTO "sighting" VALUES('4b87f1ee903de27b60e9bac2c3db993c5e93e93f94c62eb1e05a47707971daad','TH01.xlsx','2022-05-20T09:00:00+07:00','2022-05-20T09:00:00+07:00');
INSERT INTO "sighting" VALUES('1adf4c979ff6024b8d39f95f462c5831419535987761a9b77ca2ac6ebfc6e113','TH01 lần 2.xlsx','2022-05-21T09:00:00+07:00','2022-05-22T09:00:00+07:00');
CREATE TABLE submission (
	sha256 TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	received_run INTEGER NOT NULL, 
	received_at TEXT NOT NULL, 
	unit_code TEXT NOT NULL, 
	report_on TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	PRIMARY KEY (sha256)
);
INSERT INTO "submission" VALUES('968fe3109aad7bb1878e205d0c40f8899e5f6be1ff7f24bc5d9d358cfe8923bd',7207,1,'2022-05-20T09:00:00+07:00','DN01','2022-05-17','accepted');
INSERT INTO "submission" VALUES('4b87f1ee903de27b60e9bac2c3db993c5e93e93f94c62eb1e05a47707971daad',7280,1,'2022-05-20T09:00:00+07:00','TH01','2022-05-17','accepted');
INSERT INTO "submission" VALUES('1adf4c979ff6024b8d39f95f462c5831419535987761a9b77ca2ac6ebfc6e113',7292,2,'2022-05-21T09:00:00+07:00','TH01','2022-05-20','accepted');
CREATE TABLE version (
	number INTEGER NOT NULL
);
INSERT INTO "version" VALUES(1);
CREATE INDEX initiative_row_by_code ON initiative_row (code);
CREATE INDEX run_by_day ON run (as_of);
COMMIT;
